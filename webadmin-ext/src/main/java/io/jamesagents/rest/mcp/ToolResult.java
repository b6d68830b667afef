package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import io.jamesagents.rest.answer.ErrorAnswer;
import java.nio.charset.StandardCharsets;

/** The result of {@code tools/call}: an answer of the API as text, and, for clients that know it, the JSON that it is. */
final class ToolResult {
    private static final int REFUSED = 400;

    private ToolResult() {}

    /** Of the answer with this status; one that says what went wrong is marked as an error. */
    static ObjectNode of(int status, byte[] body, ProtocolVersion version) {
        String text = new String(body, StandardCharsets.UTF_8);
        ObjectNode result = Json.MAPPER.createObjectNode();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        JsonNode json = version.structured() && !text.isEmpty() ? Json.tree(text) : null;
        if (json != null && json.isObject()) {
            result.set("structuredContent", json);
        }
        return result.put("isError", status >= REFUSED);
    }

    /** Of a call whose arguments make no request. */
    static ObjectNode of(Invalid invalid, ProtocolVersion version) {
        byte[] body = Json.write(ErrorAnswer.of(invalid)).getBytes(StandardCharsets.UTF_8);
        return of(REFUSED, body, version);
    }
}
