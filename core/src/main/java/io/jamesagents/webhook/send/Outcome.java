package io.jamesagents.webhook.send;

import io.jamesagents.webhook.DeliveryState;
import java.time.Duration;
import java.time.Instant;

/**
 * What a claimed delivery is to become. {@code result} and {@code attemptedAt} are null when no request was made, which then
 * does not count as an attempt; {@code nextAttemptAt} is null when there is none.
 */
record Outcome(
        Claim claim,
        DeliveryState state,
        String endpoint,
        AttemptResult result,
        String error,
        Instant attemptedAt,
        Instant nextAttemptAt,
        Instant at) {

    static Outcome of(Claim claim, AttemptResult result, RetrySchedule schedule, Instant attemptedAt, Instant now) {
        DeliveryState state = state(claim, result);
        Instant next = state == DeliveryState.FAILED ? now.plus(pause(claim, result, schedule, now)) : null;
        return new Outcome(claim, state, claim.endpoint(), result, result.error(), attemptedAt, next, now);
    }

    private static DeliveryState state(Claim claim, AttemptResult result) {
        if (result.success()) {
            return DeliveryState.DELIVERED;
        }
        return result.gone() || claim.attempt() >= claim.maxAttempts() ? DeliveryState.DEAD : DeliveryState.FAILED;
    }

    private static Duration pause(Claim claim, AttemptResult result, RetrySchedule schedule, Instant now) {
        Duration planned = schedule.after(claim.attempt());
        Duration wanted = result.retryAfter().from(now);
        return planned.compareTo(wanted) > 0 ? planned : wanted;
    }

    /** There is nothing to send or nowhere to send it. */
    static Outcome impossible(Claim claim, String error, Instant now) {
        return new Outcome(claim, DeliveryState.DEAD, claim.endpoint(), null, error, null, null, now);
    }

    /** The inbox has another endpoint by now; the delivery goes there. */
    static Outcome moved(Claim claim, String endpoint, Instant now) {
        DeliveryState state = claim.attempt() > 1 ? DeliveryState.FAILED : DeliveryState.PENDING;
        return new Outcome(claim, state, endpoint, null, null, null, now, now);
    }

    /** Whether a request was made; if not, this says nothing about the endpoint. */
    boolean attempted() {
        return result != null;
    }

    /** How long the endpoint asks to be left alone with whatever else there is for it. */
    Duration rest() {
        return result.busy() ? result.retryAfter().from(at) : Duration.ZERO;
    }

    int attempts() {
        return result == null ? claim.attempt() - 1 : claim.attempt();
    }

    /** That of the request when the first one succeeds, else the time since the event; null unless delivered. */
    Long latencyMs() {
        if (state != DeliveryState.DELIVERED) {
            return null;
        }
        return claim.attempt() == 1
                ? result.latencyMs()
                : Duration.between(claim.createdAt(), at).toMillis();
    }
}
