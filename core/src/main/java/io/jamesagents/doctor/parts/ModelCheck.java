package io.jamesagents.doctor.parts;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;

/** Whether the language model that fills schemas can be asked. */
public final class ModelCheck implements Check {
    private final ModelEndpoint endpoint;

    public ModelCheck(ModelEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public String name() {
        return "language-model";
    }

    @Override
    public void look(Findings findings) {
        String without = ", so that the schemas of inboxes are not filled.";
        switch (endpoint.state()) {
            case NONE, THERE -> {}
            case REFUSES_KEY -> findings.warn(
                    "The language model refuses the key" + without, "Set agents.llm.key to one that it takes.");
            case FAILS -> findings.warn(
                    "The language model fails" + without, "See its own log; agents.llm.url says where it is.");
            case AWAY -> findings.warn(
                    "The language model does not answer" + without,
                    "Start it, or set agents.llm.url to where it is, or to nothing for the built-in extractor.");
        }
    }
}
