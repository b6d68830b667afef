package io.jamesagents.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the endpoints of an organisation do: each over the last 24 hours, and the number of deliveries kept in each state. */
public record WebhookHealth(List<Endpoint> endpoints, Map<DeliveryState, Long> totals) {

    /** {@code averageLatencyMs}, {@code lastSuccess} and {@code lastFailure} are null when there is none. */
    public record Endpoint(
            String endpoint,
            long total,
            long delivered,
            long failed,
            long dead,
            Long averageLatencyMs,
            Instant lastSuccess,
            Instant lastFailure) {

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
