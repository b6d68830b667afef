package io.jamesagents.rest.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.webhook.DeliveryState;
import io.jamesagents.webhook.WebhookHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the webhooks of an organisation do, on the wire. */
public record HealthView(
        List<Endpoint> endpoints,
        List<Off> disabled,
        List<String> warnings,
        Map<String, Long> totals,
        @JsonProperty("success_rate") double successRate) {

    /** A webhook that is called no more. */
    public record Off(
            @JsonProperty("inbox_id") String inboxId,
            String endpoint,
            @JsonProperty("disabled_at") String disabledAt,
            String reason) {

        static Off of(InboxWebhooks.Off off) {
            return new Off(off.inbox().value(), off.endpoint(), Json.time(off.at()), off.reason());
        }
    }

    /** One endpoint over the last 24 hours, and whether it is called now. */
    public record Endpoint(
            String endpoint,
            long total,
            long delivered,
            long failed,
            long dead,
            @JsonProperty("success_rate") double successRate,
            @JsonProperty("avg_latency_ms") @Nullable Long averageLatencyMs,
            @JsonProperty("last_success") @Nullable String lastSuccess,
            @JsonProperty("last_failure") @Nullable String lastFailure,
            @Field(oneOf = {"closed", "open", "half_open"}) String breaker,
            @JsonProperty("consecutive_failures") long consecutiveFailures,
            @JsonProperty("failing_since") @Nullable String failingSince) {

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
                    Json.time(endpoint.lastFailure()),
                    endpoint.breaker().word(),
                    endpoint.failuresInARow(),
                    Json.time(endpoint.failingSince()));
        }
    }

    static HealthView of(WebhookHealth health) {
        return new HealthView(
                health.endpoints().stream().map(Endpoint::of).toList(),
                health.off().stream().map(Off::of).toList(),
                warnings(health),
                totals(health),
                health.successRate());
    }

    /** What its owner should look after, in words. */
    private static List<String> warnings(WebhookHealth health) {
        Stream<String> off = health.off().stream()
                .map(webhook -> "The webhook of inbox " + webhook.inbox().value() + " is off: " + webhook.reason());
        Stream<String> failing = health.endpoints().stream()
                .filter(endpoint -> endpoint.failingSince() != null)
                .map(endpoint -> "Failing since " + Json.time(endpoint.failingSince()) + ": " + endpoint.endpoint());
        return Stream.concat(off, failing).toList();
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
