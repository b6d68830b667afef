package io.jamesagents.extension.health;

import io.jamesagents.doctor.parts.ModelEndpoint;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;

/** Whether the language model that fills schemas is there. Where there is to be none, all is well. */
public final class ModelHealthCheck extends AgentsHealthCheck {
    private final ModelEndpoint endpoint;

    @Inject
    public ModelHealthCheck(ModelEndpoint endpoint) {
        super("Agents language model");
        this.endpoint = endpoint;
    }

    @Override
    Result look() {
        return switch (endpoint.state()) {
            case NONE, THERE -> well();
            case REFUSES_KEY -> degraded("It refuses the key: schemas are not filled");
            case FAILS -> degraded("It fails: schemas are not filled");
            case AWAY -> degraded("It does not answer: schemas are not filled");
        };
    }
}
