package io.jamesagents.agent;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;

/** The id of an agent. */
public record AgentId(String value) {
    static final String PREFIX = "agt_";

    public AgentId {
        if (!Ids.wellFormed(value)) {
            throw new NotFound("Agent");
        }
    }

    static AgentId random() {
        return new AgentId(Ids.random(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
