package io.jamesagents.rest.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;

/** What a caller says about the agent behind an inbox: any object of a reasonable size. */
final class AgentNode {
    private static final int MAX_CHARS = 16 * 1024;
    private static final String NAME = "name";

    private AgentNode() {}

    /** Null when nothing is said. */
    static JsonNode of(JsonNode agent) {
        if (agent == null || agent.isNull()) {
            return null;
        }
        if (!agent.isObject()) {
            throw new Invalid("agent", "agent must be an object");
        }
        if (Json.write(agent).length() > MAX_CHARS) {
            throw new Invalid("agent", "agent may have at most " + MAX_CHARS + " characters");
        }
        return agent;
    }

    static JsonNode named(JsonNode agent, String name) {
        JsonNode given = of(agent);
        if (name == null || (given != null && given.has(NAME))) {
            return given;
        }
        ObjectNode named = given == null ? Json.MAPPER.createObjectNode() : given.deepCopy();
        return named.put(NAME, name);
    }
}
