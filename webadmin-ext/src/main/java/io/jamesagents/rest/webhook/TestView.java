package io.jamesagents.rest.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.webhook.send.WebhookTest.Result;
import org.jspecify.annotations.Nullable;

/** What a webhook answered to a test, on the wire. */
public record TestView(
        boolean delivered,
        @JsonProperty("status_code") @Nullable Integer statusCode,
        @JsonProperty("response_time_ms") long responseTimeMs,
        String endpoint,
        @JsonProperty("event_type") String eventType,
        boolean test,
        @JsonInclude(JsonInclude.Include.NON_NULL) String error) {

    static TestView of(Result result) {
        return new TestView(
                result.delivered(),
                result.statusCode(),
                result.responseTimeMs(),
                result.endpoint(),
                result.eventType(),
                true,
                result.error());
    }
}
