package io.jamesagents.rest.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.delivery.DeliveryMetrics.Counts;
import io.jamesagents.delivery.Period;

/** What became of sent mails, on the wire. Rates are percentages of {@code sent} with one decimal, 0 when nothing was sent. */
public record MetricsView(
        String period,
        @JsonProperty("period_start") String start,
        @JsonProperty("period_end") String end,
        int days,
        long sent,
        long queued,
        long delivered,
        long bounced,
        long complained,
        long failed,
        long suppressed,
        @JsonProperty("orphan_events") long orphanEvents,
        @JsonProperty("delivery_rate") double deliveryRate,
        @JsonProperty("bounce_rate") double bounceRate,
        @JsonProperty("complaint_rate") double complaintRate,
        @JsonProperty("failure_rate") double failureRate) {

    static MetricsView of(Period period, Counts counts) {
        return new MetricsView(
                period.text(),
                Json.time(counts.start()),
                Json.time(counts.end()),
                period.days(),
                counts.sent(),
                counts.of("queued"),
                counts.of("delivered"),
                counts.of("bounced"),
                counts.of("complained"),
                counts.of("failed"),
                counts.of("suppressed"),
                0,
                rate(counts, "delivered"),
                rate(counts, "bounced"),
                rate(counts, "complained"),
                rate(counts, "failed"));
    }

    private static double rate(Counts counts, String status) {
        return counts.sent() == 0 ? 0 : Math.round(1000.0 * counts.of(status) / counts.sent()) / 10.0;
    }
}
