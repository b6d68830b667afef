package io.jamesagents.extraction.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.extraction.SubSchemas;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema in the part of JSON Schema that models are held to in strict mode: every property is there, and may be null; objects
 * have no others. What such endpoints refuse to know is left out here, and looked at when the answer comes.
 */
final class StrictSchema {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "properties",
            "items",
            "enum",
            "const",
            "description",
            "anyOf",
            "oneOf",
            "$ref",
            "$defs",
            "definitions",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems");
    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

    private StrictSchema() {}

    static ObjectNode of(JsonNode schema) {
        ObjectNode strict = schema.deepCopy();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(strict);
        while (!open.isEmpty()) {
            ObjectNode node = (ObjectNode) open.pop();
            plain(node);
            List<JsonNode> below = SubSchemas.of(node);
            if (node.path("properties").isObject()) {
                close(node);
            } else if (node.path("type").asText().equals("object")) {
                node.putObject("properties");
                close(node);
            }
            below.forEach(open::push);
        }
        return strict;
    }

    private static void plain(ObjectNode node) {
        node.retain(KNOWN);
        if (node.has("oneOf") && !node.has("anyOf")) {
            node.set("anyOf", node.get("oneOf"));
        }
        node.remove("oneOf");
        if (!FORMATS.contains(node.path("format").asText())) {
            node.remove("format");
        }
    }

    private static void close(ObjectNode object) {
        object.put("additionalProperties", false);
        ArrayNode required = object.putArray("required");
        for (Map.Entry<String, JsonNode> property : object.get("properties").properties()) {
            required.add(property.getKey());
            ObjectNode wrapped = Json.MAPPER.createObjectNode();
            wrapped.putArray("anyOf").add(property.getValue()).addObject().put("type", "null");
            property.setValue(wrapped);
        }
    }
}
