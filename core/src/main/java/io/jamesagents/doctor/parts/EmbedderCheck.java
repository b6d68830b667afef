package io.jamesagents.doctor.parts;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import io.jamesagents.embedding.Embedder;

/** Whether the model that makes vectors of texts can be asked; where there is to be none, nothing is wrong. */
public final class EmbedderCheck implements Check {
    private final Embedder embedder;

    public EmbedderCheck(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public String name() {
        return "embeddings";
    }

    @Override
    public void look(Findings findings) {
        if (!embedder.answers()) {
            findings.warn(
                    "The embedding model " + embedder.model() + " does not answer, so that search goes by words alone.",
                    "See the log for why, and agents.embeddings.* in agents.properties.");
        }
    }
}
