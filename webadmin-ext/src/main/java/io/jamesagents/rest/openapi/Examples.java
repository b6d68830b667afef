package io.jamesagents.rest.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jamesagents.Json;
import java.util.Map;

/** Makes examples from schemas: of a request, the fields for which somebody wrote one; of an answer, every field. */
final class Examples {
    private static final String DIGITS = "0f3a5b7c9d1e2f4a6b8c0d2e4f6a8b0c";
    private static final String TIME = "2026-01-31T12:00:00.000Z";
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("inbox_id", "i_" + DIGITS),
            Map.entry("inboxId", "i_" + DIGITS),
            Map.entry("domain_id", "d_" + DIGITS),
            Map.entry("domainId", "d_" + DIGITS),
            Map.entry("thread_id", "conv_" + DIGITS),
            Map.entry("threadId", "conv_" + DIGITS),
            Map.entry("message_id", "msg_" + DIGITS),
            Map.entry("delivery_id", "wdel_" + DIGITS),
            Map.entry("attachment_id", "att_" + DIGITS),
            Map.entry("address", "support@agents.example.org"),
            Map.entry("email", "support@agents.example.org"),
            Map.entry("name", "Support"),
            Map.entry("subject", "Hello"),
            Map.entry("endpoint", "https://agent.example.org/hook"));

    private final JsonNode schemas;

    Examples(JsonNode schemas) {
        this.schemas = schemas;
    }

    /** What was written as an example: JSON, or else a text. */
    static JsonNode value(String example) {
        try {
            return Json.MAPPER.readTree(example);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(example);
        }
    }

    ObjectNode request(JsonNode schema) {
        ObjectNode example = Schemas.object();
        resolve(schema).path("properties").fields().forEachRemaining(field -> {
            if (field.getValue().has("example")) {
                example.set(field.getKey(), field.getValue().get("example"));
            }
        });
        return example;
    }

    JsonNode answer(JsonNode schema) {
        return answer("", schema);
    }

    private JsonNode answer(String name, JsonNode reference) {
        JsonNode schema = resolve(reference);
        if (schema.has("example")) {
            return schema.get("example");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema);
            case "array" -> Json.MAPPER.createArrayNode().add(answer(name, schema.get("items")));
            case "string" -> TextNode.valueOf(text(name, schema));
            case "boolean" -> Json.MAPPER.getNodeFactory().booleanNode(true);
            case "integer", "number" -> Json.MAPPER.getNodeFactory().numberNode(1);
            default -> Schemas.object();
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode example = Schemas.object();
        schema.path("properties")
                .fields()
                .forEachRemaining(field -> example.set(field.getKey(), answer(field.getKey(), field.getValue())));
        schema.path("allOf").forEach(part -> example.setAll((ObjectNode) answer("", part)));
        return example;
    }

    private static String text(String name, JsonNode schema) {
        return schema.path("format").asText().equals("date-time") ? TIME : TEXTS.getOrDefault(name, "text");
    }

    private JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : schemas.get(reference.substring(reference.lastIndexOf('/') + 1));
    }
}
