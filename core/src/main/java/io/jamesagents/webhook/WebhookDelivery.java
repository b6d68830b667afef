package io.jamesagents.webhook;

import io.jamesagents.inbox.InboxId;
import java.time.Instant;
import java.util.List;

/**
 * One event on its way to one endpoint. {@code deliverySeq} counts the deliveries of the inbox, {@code eventSeq} is the event's
 * own number; both are null for what is older than they are. Null are also: {@code messageId} for an event without a message, the times of what has not
 * happened, {@code nextAttemptAt} also while an attempt is under way, and {@code lastStatusCode}, {@code lastError} and
 * {@code latencyMs} before there is one.
 */
public record WebhookDelivery(
        DeliveryId id,
        InboxId inbox,
        String messageId,
        String eventId,
        String eventType,
        Long eventSeq,
        Long deliverySeq,
        String endpoint,
        DeliveryState state,
        int attemptCount,
        int maxAttempts,
        Instant createdAt,
        Instant nextAttemptAt,
        Instant deliveredAt,
        Instant deadAt,
        Integer lastStatusCode,
        String lastError,
        Long latencyMs) {

    /** One request that was made; {@code statusCode} is null without an answer, {@code error} after a success. */
    public record Attempt(int attempt, Integer statusCode, String error, long latencyMs, Instant attemptedAt) {}

    /** A delivery with its attempts in order, and SHA-256 of its body in hex; null once the body is deleted. */
    public record Detail(WebhookDelivery delivery, String payloadHash, List<Attempt> attempts) {}
}
