package io.jamesagents.rest.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.webhook.DeliveryState;
import io.jamesagents.webhook.WebhookHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the webhooks of an organisation do, on the wire. */
public record HealthView(
        List<Endpoint> endpoints, Map<String, Long> totals, @JsonProperty("success_rate") double successRate) {

    /** One endpoint over the last 24 hours. */
    public record Endpoint(
            String endpoint,
            long total,
            long delivered,
            long failed,
            long dead,
            @JsonProperty("success_rate") double successRate,
            @JsonProperty("avg_latency_ms") @Nullable Long averageLatencyMs,
            @JsonProperty("last_success") @Nullable String lastSuccess,
            @JsonProperty("last_failure") @Nullable String lastFailure) {

        static Endpoint of(WebhookHealth.Endpoint endpoint) {
            return new Endpoint(
                    endpoint.endpoint(),
                    endpoint.total(),
                    endpoint.delivered(),
                    endpoint.failed(),
                    endpoint.dead(),
                    endpoint.successRate(),
                    endpoint.averageLatencyMs(),
                    Json.time(endpoint.lastSuccess()),
                    Json.time(endpoint.lastFailure()));
        }
    }

    static HealthView of(WebhookHealth health) {
        return new HealthView(
                health.endpoints().stream().map(Endpoint::of).toList(), totals(health), health.successRate());
    }

    /** Some clients call {@code retrying} what others call {@code failed}. */
    private static Map<String, Long> totals(WebhookHealth health) {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (DeliveryState state : DeliveryState.values()) {
            totals.put(state.word(), health.totals().getOrDefault(state, 0L));
        }
        totals.put("retrying", totals.get(DeliveryState.FAILED.word()));
        return totals;
    }
}
