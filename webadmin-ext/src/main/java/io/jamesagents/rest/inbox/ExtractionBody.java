package io.jamesagents.rest.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.rest.request.JsonBody;
import java.util.Map;
import java.util.Optional;

/** An extraction schema as a caller wants it: with its name, or as clients also send it, the bare JSON Schema. */
public record ExtractionBody(
        @Field(example = "order") @JsonProperty("name") String name,
        @JsonProperty("description") String description,
        @Field(
                        value = "A JSON Schema of type object",
                        required = true,
                        as = Map.class,
                        example = "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}}}")
                @JsonProperty("schema")
                JsonNode schema,
        @JsonProperty("enabled") Boolean enabled) {
    private static final String UNNAMED = "default";

    ExtractionSchema named() {
        return of(name);
    }

    /** A schema without a name has its title's. */
    ExtractionSchema maybeNamed() {
        return of(name == null && schema != null ? schema.path("title").asText(UNNAMED) : name);
    }

    private ExtractionSchema of(String called) {
        return new ExtractionSchema(called, description, schema, enabled == null || enabled).checked();
    }

    /** The change that a field means which holds a schema in either form: none when it is absent, the removal for null. */
    static Optional<ExtractionSchema> change(JsonNode value, String field) {
        if (value == null) {
            return null;
        }
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw new Invalid(field, field + " must be an object or null");
        }
        ExtractionBody body = value.has("schema")
                ? JsonBody.bind(value, ExtractionBody.class, field)
                : new ExtractionBody(null, null, value, null);
        return Optional.of(body.maybeNamed());
    }
}
