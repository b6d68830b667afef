package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;

/**
 * Writes schemas of OpenAPI 3.0 as JSON Schema: null is a type, examples are a list, and what is referred to stands in its
 * place, since clients hand on each tool by itself. Sizes of numbers are left out: they say nothing to who fills in a call.
 */
final class JsonSchemas {
    private static final String REFERENCE = "$ref";
    private static final String PROPERTIES = "properties";
    private static final String TYPE = "type";

    private final JsonNode components;

    JsonSchemas(JsonNode document) {
        this.components = document.at("/components/schemas");
    }

    /** What the reference refers to, or the schema itself. */
    JsonNode resolve(JsonNode schema) {
        String reference = schema.path(REFERENCE).asText();
        return reference.isEmpty() ? schema : components.get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    ObjectNode translate(JsonNode schema) {
        ObjectNode translated = Json.MAPPER.createObjectNode();
        resolve(schema).fields().forEachRemaining(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            switch (name) {
                case "nullable" -> {}
                case "format" -> format(translated, value);
                case "example" -> translated.putArray("examples").add(value);
                case PROPERTIES -> translated.set(name, properties(value));
                default -> translated.set(name, value(name, value));
            }
        });
        if (resolve(schema).path("nullable").asBoolean() && translated.has(TYPE)) {
            JsonNode type = translated.get(TYPE);
            translated.putArray(TYPE).add(type).add("null");
        }
        return translated;
    }

    private static void format(ObjectNode translated, JsonNode format) {
        if (!format.asText().startsWith("int")) {
            translated.set("format", format);
        }
    }

    private ObjectNode properties(JsonNode properties) {
        ObjectNode translated = Json.MAPPER.createObjectNode();
        properties.fields().forEachRemaining(field -> translated.set(field.getKey(), translate(field.getValue())));
        return translated;
    }

    private JsonNode value(String name, JsonNode value) {
        if (value.isObject()) {
            return name.equals("default") ? value : translate(value);
        }
        if (!value.isArray() || !(name.equals("anyOf") || name.equals("allOf"))) {
            return value;
        }
        ArrayNode parts = Json.MAPPER.createArrayNode();
        value.forEach(part -> parts.add(translate(part)));
        return parts;
    }
}
