package io.jamesagents.rest.inbox;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.message.MessageId;
import io.jamesagents.rest.openapi.Field;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which message to try a schema on, and which schema, if not the inbox's own. */
public record ExtractionTestBody(
        @Field(required = true, example = "msg_0f3a5b7c9d1e2f4a6b8c0d2e4f6a8b0c")
                @JsonProperty("message_id")
                @JsonAlias("messageId")
                String messageId,
        @Field(
                        value = "A JSON Schema of type object, or as it is set: with name and description",
                        as = Map.class,
                        example = "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}}}")
                @JsonProperty("schema")
                JsonNode schema) {

    MessageId message() {
        if (messageId == null) {
            throw new Invalid("message_id", "message_id is required");
        }
        return new MessageId(messageId);
    }

    /** Null for the inbox's own. */
    @Nullable ExtractionSchema wanted() {
        Optional<ExtractionSchema> given = ExtractionBody.change(schema, "schema");
        return given == null ? null : given.orElse(null);
    }
}
