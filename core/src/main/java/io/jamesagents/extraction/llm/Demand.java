package io.jamesagents.extraction.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.extraction.ExtractionSchema;

/** How an endpoint is asked for an answer of a certain form; not every one understands the strictest. */
enum Demand {
    /** The endpoint itself holds the model to the schema. */
    SCHEMA,
    /** The endpoint holds the model to JSON, and the schema is a part of the task. */
    OBJECT,
    /** Both are only a part of the task. */
    WORDS;

    /** What to try when an endpoint refuses this one; the last is its own. */
    Demand weaker() {
        return this == SCHEMA ? OBJECT : WORDS;
    }

    void into(ObjectNode request, ExtractionSchema schema) {
        switch (this) {
            case SCHEMA -> request.set("response_format", strict(schema));
            case OBJECT -> request.putObject("response_format").put("type", "json_object");
            case WORDS -> {}
        }
    }

    private static ObjectNode strict(ExtractionSchema schema) {
        ObjectNode format = Json.MAPPER.createObjectNode();
        format.put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "form")
                .put("strict", true)
                .set("schema", StrictSchema.of(schema.schema()));
        return format;
    }
}
