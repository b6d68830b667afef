package io.jamesagents.rest.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import io.jamesagents.rest.openapi.Field;
import java.util.List;

/** What an agent has to say to the operator. */
public record FeedbackBody(
        @Field(
                        required = true,
                        oneOf = {"error", "feature", "signal"},
                        example = "feature")
                @JsonProperty("type")
                String type,
        @Field(required = true, max = MAX_MESSAGE, example = "Thank you") @JsonProperty("message") String message,
        @JsonProperty("context") JsonNode context) {
    private static final List<String> TYPES = List.of("error", "feature", "signal");
    private static final int MAX_MESSAGE = 4000;
    private static final int MAX_CONTEXT = 16 * 1024;

    FeedbackBody checked() {
        if (type == null || !TYPES.contains(type)) {
            throw new Invalid("type", "type must be one of " + String.join(", ", TYPES));
        }
        if (message == null || message.isBlank() || message.length() > MAX_MESSAGE) {
            throw new Invalid("message", "message must have between 1 and " + MAX_MESSAGE + " characters");
        }
        if (context != null && Json.write(context).length() > MAX_CONTEXT) {
            throw new Invalid("context", "context may have at most " + MAX_CONTEXT + " characters");
        }
        return this;
    }
}
