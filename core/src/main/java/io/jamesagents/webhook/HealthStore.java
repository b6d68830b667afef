package io.jamesagents.webhook;

import io.jamesagents.inbox.Reach;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Sums over the deliveries of an organisation, and its endpoints that fail. */
final class HealthStore {

    /** The deliveries to an endpoint since a time; the last two may be null. */
    record Counts(long total, long delivered, long failed, long dead, Long latency, Instant lastSuccess) {
        static final Counts NONE = new Counts(0, 0, 0, 0, null, null);
    }

    /** The failures of an endpoint since its last success. */
    record Failing(long failures, Instant since, Instant last) {}

    Map<String, Counts> counts(Handle handle, Reach reach, Instant since) {
        Map<String, Counts> counts = new HashMap<>();
        query(
                        handle,
                        reach,
                        "SELECT endpoint, COUNT(*) AS total, MAX(delivered_at) AS last_success,"
                                + " SUM(CASE WHEN state = 'delivered' THEN 1 ELSE 0 END) AS delivered,"
                                + " SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) AS failed,"
                                + " SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END) AS dead,"
                                + " CAST(AVG(delivery_latency_ms) AS BIGINT) AS latency FROM webhook_delivery"
                                + " WHERE org_id = :org AND created_at >= :since" + reach.and("inbox_id")
                                + " GROUP BY endpoint")
                .bind("since", since.toEpochMilli())
                .map((row, context) -> counts.put(row.getString("endpoint"), counts(row)))
                .list();
        return counts;
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("total"),
                row.getLong("delivered"),
                row.getLong("failed"),
                row.getLong("dead"),
                DeliveryStore.number(row, "latency"),
                DeliveryStore.time(row, "last_success"));
    }

    /** The last failed attempt at each endpoint, of the deliveries since a time that did not succeed at once. */
    Map<String, Instant> lastFailures(Handle handle, Reach reach, Instant since) {
        Map<String, Instant> failures = new HashMap<>();
        query(
                        handle,
                        reach,
                        "SELECT d.endpoint, MAX(a.attempted_at) AS at FROM webhook_delivery d JOIN webhook_attempt a"
                                + " ON a.delivery_id = d.id WHERE d.org_id = :org AND d.created_at >= :since"
                                + " AND (d.attempt_count > 1 OR d.state <> 'delivered') AND a.error IS NOT NULL"
                                + reach.and("d.inbox_id") + " GROUP BY d.endpoint")
                .bind("since", since.toEpochMilli())
                .map((row, context) -> failures.put(row.getString("endpoint"), DeliveryStore.time(row, "at")))
                .list();
        return failures;
    }

    Map<String, Failing> failing(Handle handle, Reach reach) {
        Map<String, Failing> failing = new HashMap<>();
        query(
                        handle,
                        reach,
                        "SELECT endpoint, SUM(failures) AS failures, MIN(since_at) AS since_at, MAX(last_at) AS last_at"
                                + " FROM webhook_failing WHERE org_id = :org" + reach.and("inbox_id")
                                + " GROUP BY endpoint")
                .map((row, context) -> failing.put(
                        row.getString("endpoint"),
                        new Failing(
                                row.getLong("failures"),
                                DeliveryStore.time(row, "since_at"),
                                DeliveryStore.time(row, "last_at"))))
                .list();
        return failing;
    }

    Map<DeliveryState, Long> totals(Handle handle, Reach reach) {
        Map<DeliveryState, Long> totals = new EnumMap<>(DeliveryState.class);
        List.of(DeliveryState.values()).forEach(state -> totals.put(state, 0L));
        query(
                        handle,
                        reach,
                        "SELECT state, COUNT(*) AS n FROM webhook_delivery WHERE org_id = :org" + reach.and("inbox_id")
                                + " GROUP BY state")
                .map((row, context) -> totals.put(DeliveryState.parse(row.getString("state")), row.getLong("n")))
                .list();
        return totals;
    }

    private static Query query(Handle handle, Reach reach, String sql) {
        return reach.bind(handle.createQuery(sql)).bind("org", reach.org().value());
    }
}
