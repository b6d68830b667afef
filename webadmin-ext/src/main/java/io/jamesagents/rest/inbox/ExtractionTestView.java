package io.jamesagents.rest.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.extraction.mail.ExtractionTrial.Result;
import org.jspecify.annotations.Nullable;

/** What a schema got from a message, on the wire; {@code fields} say of each value how far it can be trusted. */
public record ExtractionTestView(
        String status,
        String extractor,
        @Nullable Object data,
        @Nullable Object fields,
        @Nullable String error,
        @JsonProperty("duration_ms") long durationMs) {

    static ExtractionTestView of(Result result) {
        return new ExtractionTestView(
                result.extraction().path("status").asText(),
                result.extraction().path("extractor").asText(),
                result.extraction().get("data"),
                result.extraction().get("fields"),
                result.extraction().path("error").textValue(),
                result.duration().toMillis());
    }
}
