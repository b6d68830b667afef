package io.jamesagents.webhook;

import io.jamesagents.inbox.InboxWebhooks.Off;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the endpoints of an organisation do: those of the last 24 hours and those that fail, the webhooks that are off, and the
 * number of deliveries kept in each state.
 */
public record WebhookHealth(List<Endpoint> endpoints, List<Off> off, Map<DeliveryState, Long> totals) {

    /**
     * One endpoint; the counts are those of the last 24 hours. {@code averageLatencyMs}, {@code lastSuccess} and
     * {@code lastFailure} are null when there is none, {@code failingSince} when the last attempt was a success.
     */
    public record Endpoint(
            String endpoint,
            long total,
            long delivered,
            long failed,
            long dead,
            Long averageLatencyMs,
            Instant lastSuccess,
            Instant lastFailure,
            Breaker breaker,
            long failuresInARow,
            Instant failingSince) {

        /** Between 0 and 1; 0 when there was nothing to deliver. */
        public double successRate() {
            return rate(delivered, total);
        }
    }

    /** The rate over all endpoints, between 0 and 1. */
    public double successRate() {
        return rate(
                endpoints.stream().mapToLong(Endpoint::delivered).sum(),
                endpoints.stream().mapToLong(Endpoint::total).sum());
    }

    private static double rate(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
