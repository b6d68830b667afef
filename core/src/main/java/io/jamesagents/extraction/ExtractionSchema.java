package io.jamesagents.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import io.jamesagents.ShortText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What an inbox wants to know of every mail: a JSON Schema (draft 2020-12) of an object. {@code description} may be null; a
 * schema that is not {@code enabled} is kept and not used.
 */
public record ExtractionSchema(String name, @Nullable String description, JsonNode schema, boolean enabled) {
    private static final int MAX_NAME = 255;
    private static final int MAX_DESCRIPTION = 4000;
    private static final int MAX_BYTES = 64 * 1024;

    /** Refuses what cannot be used, naming the field. */
    public ExtractionSchema checked() {
        ShortText.require("name", name, MAX_NAME);
        if (name == null || name.isBlank()) {
            throw new Invalid("name", "name is required");
        }
        ShortText.require("description", description, MAX_DESCRIPTION);
        if (schema == null || !schema.isObject()) {
            throw new Invalid("schema", "schema is required and must be an object");
        }
        if (Json.write(schema).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new Invalid("schema", "schema may have at most " + MAX_BYTES + " bytes");
        }
        SchemaRules.check(schema);
        return this;
    }
}
