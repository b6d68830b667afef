package io.jamesagents.rest.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jamesagents.Json;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.webhook.WebhookDelivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook delivery on the wire; some of it again under the names that the command line client shows. */
public record DeliveryView(
        @JsonProperty("delivery_id") String deliveryId,
        String id,
        @JsonProperty("inbox_id") String inboxId,
        @JsonProperty("message_id") @Nullable String messageId,
        @JsonProperty("event_id") String eventId,
        @JsonProperty("event_type") String eventType,
        @Nullable Long seq,
        @JsonProperty("delivery_seq") @Nullable Long deliverySeq,
        String endpoint,
        @Field(oneOf = {"pending", "delivered", "failed", "dead"}) String status,
        @JsonProperty("attempt_count") int attemptCount,
        @JsonProperty("attemptCount") int attemptCountCamel,
        @JsonProperty("max_attempts") int maxAttempts,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("createdAt") String createdAtCamel,
        @JsonProperty("delivered_at") @Nullable String deliveredAt,
        @JsonProperty("dead_at") @Nullable String deadAt,
        @JsonProperty("last_error") @Nullable String lastError,
        @JsonProperty("last_status_code") @Nullable Integer lastStatusCode,
        @Nullable Integer httpStatus,
        @JsonProperty("delivery_latency_ms") @Nullable Long deliveryLatencyMs,
        @JsonProperty("next_retry_at") @Nullable String nextRetryAt) {

    /** A delivery with every attempt. */
    public record Detail(
            @JsonUnwrapped DeliveryView delivery,
            @JsonProperty("payload_hash") String payloadHash,
            List<Attempt> attempts) {

        static Detail of(WebhookDelivery.Detail detail) {
            return new Detail(
                    DeliveryView.of(detail.delivery()),
                    detail.payloadHash(),
                    detail.attempts().stream().map(Attempt::of).toList());
        }
    }

    /** One request that was made. */
    public record Attempt(
            int attempt,
            @JsonProperty("status_code") @Nullable Integer statusCode,
            @Nullable String error,
            @JsonProperty("latency_ms") long latencyMs,
            @JsonProperty("attempted_at") String attemptedAt) {

        static Attempt of(WebhookDelivery.Attempt attempt) {
            return new Attempt(
                    attempt.attempt(),
                    attempt.statusCode(),
                    attempt.error(),
                    attempt.latencyMs(),
                    Json.time(attempt.attemptedAt()));
        }
    }

    public static DeliveryView of(WebhookDelivery delivery) {
        return new DeliveryView(
                delivery.id().value(),
                delivery.id().value(),
                delivery.inbox().value(),
                delivery.messageId(),
                delivery.eventId(),
                delivery.eventType(),
                delivery.eventSeq(),
                delivery.deliverySeq(),
                delivery.endpoint(),
                delivery.state().word(),
                delivery.attemptCount(),
                delivery.attemptCount(),
                delivery.maxAttempts(),
                Json.time(delivery.createdAt()),
                Json.time(delivery.createdAt()),
                Json.time(delivery.deliveredAt()),
                Json.time(delivery.deadAt()),
                delivery.lastError(),
                delivery.lastStatusCode(),
                delivery.lastStatusCode(),
                delivery.latencyMs(),
                Json.time(delivery.nextAttemptAt()));
    }
}
