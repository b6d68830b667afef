package io.jamesagents.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A schema as answers have to fit it: objects have the properties that it names and no others, and everything in them may be
 * null, for what a mail does not say.
 */
final class ClosedSchema {
    // They say where a schema is from and in which language it is: ours are all in one, and refer only to themselves.
    private static final List<String> ELSEWHERE = List.of("$schema", "$id", "$vocabulary");

    private ClosedSchema() {}

    static ObjectNode of(JsonNode schema) {
        ObjectNode closed = schema.deepCopy();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(closed);
        while (!open.isEmpty()) {
            ObjectNode node = (ObjectNode) open.pop();
            List<JsonNode> below = SubSchemas.of(node);
            node.remove(ELSEWHERE);
            if (node.path("properties").isObject()) {
                close(node);
            } else if (node.path("type").asText().equals("object")
                    && !node.path("additionalProperties").isObject()) {
                node.put("additionalProperties", false);
            }
            below.forEach(open::push);
        }
        return closed;
    }

    private static void close(ObjectNode object) {
        object.remove("required");
        object.put("additionalProperties", false);
        for (Map.Entry<String, JsonNode> property : object.get("properties").properties()) {
            property.setValue(orNull(property.getValue()));
        }
    }

    private static ObjectNode orNull(JsonNode schema) {
        ObjectNode wrapped = Json.MAPPER.createObjectNode();
        ArrayNode any = wrapped.putArray("anyOf");
        any.add(schema);
        any.addObject().put("type", "null");
        return wrapped;
    }
}
