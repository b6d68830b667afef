package io.jamesagents.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.jamesagents.AgentsException.Invalid;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Which schemas are taken: valid ones of an object with properties, of a limited depth, that refer to nothing outside. */
final class SchemaRules {
    private static final int MAX_DEPTH = 16;
    private static final JsonSchema META_SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));

    private SchemaRules() {}

    static void check(JsonNode schema) {
        if (!"object".equals(schema.path("type").asText())
                || !schema.path("properties").isObject()) {
            throw new Invalid("schema", "schema must have the type \"object\" and properties");
        }
        if (schema.path("properties").isEmpty()) {
            throw new Invalid("schema.properties", "schema.properties must name at least one property");
        }
        walk(schema);
        Set<ValidationMessage> wrong = META_SCHEMA.validate(schema);
        if (!wrong.isEmpty()) {
            throw new Invalid(
                    "schema",
                    "schema is not a valid JSON Schema: "
                            + wrong.iterator().next().getMessage());
        }
    }

    private record Place(JsonNode node, int depth) {}

    /** A schema comes from outside: it is walked without recursion, and may not make us fetch anything. */
    private static void walk(JsonNode schema) {
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(schema, 1));
        while (!open.isEmpty()) {
            Place place = open.pop();
            if (place.depth > MAX_DEPTH) {
                throw new Invalid("schema", "schema may be nested at most " + MAX_DEPTH + " levels deep");
            }
            refuseForeign(place.node);
            for (JsonNode child : place.node) {
                if (child.isContainerNode()) {
                    open.push(new Place(child, place.depth + 1));
                }
            }
        }
    }

    private static void refuseForeign(JsonNode node) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            boolean reference = field.getKey().equals("$ref") || field.getKey().equals("$dynamicRef");
            if (reference
                    && field.getValue().isTextual()
                    && !field.getValue().textValue().startsWith("#")) {
                throw new Invalid(
                        "schema", "schema may only refer to its own parts: " + field.getKey() + " must begin with #");
            }
        }
    }
}
