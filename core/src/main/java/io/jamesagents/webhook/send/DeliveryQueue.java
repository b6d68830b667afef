package io.jamesagents.webhook.send;

import io.jamesagents.Ids;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.DeliveryId;
import io.jamesagents.webhook.DeliveryState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The deliveries that are still to be made, as a queue per endpoint. A claim is a lease: it moves a row's due time to the
 * lease's end, so that a row whose claimant died is due again without anybody looking for it. The attempt is counted with
 * the claim, before the request; one whose outcome was never recorded is repeated under the same number, so that crashes do
 * not use up attempts.
 */
final class DeliveryQueue {
    private static final Duration LEASE = WebhookClient.TIMEOUT.plus(Duration.ofSeconds(5));
    static final String OPEN = "state IN ('pending', 'failed')";

    private final Database database;

    DeliveryQueue(Database database) {
        this.database = database;
    }

    /** The earliest due time of every endpoint that has deliveries to come, in steps from one endpoint to the next. */
    Map<String, Instant> due() {
        String sql = "WITH RECURSIVE lane (endpoint) AS (SELECT MIN(endpoint) FROM webhook_delivery WHERE " + OPEN
                + " UNION ALL SELECT (SELECT MIN(d.endpoint) FROM webhook_delivery d"
                + " WHERE d.endpoint > lane.endpoint AND d." + OPEN + ") FROM lane WHERE lane.endpoint IS NOT NULL)"
                + " SELECT endpoint, (SELECT MIN(d.next_attempt_at) FROM webhook_delivery d"
                + " WHERE d.endpoint = lane.endpoint AND d." + OPEN + ") AS due FROM lane WHERE endpoint IS NOT NULL";
        Map<String, Instant> due = new HashMap<>();
        database.read(handle -> handle.createQuery(sql)
                .map((row, context) -> due.put(row.getString("endpoint"), Instant.ofEpochMilli(row.getLong("due"))))
                .list());
        return due;
    }

    /** Claims up to that many due deliveries of each endpoint, the longest due ones first. */
    List<Claim> claim(Handle handle, Map<String, Integer> wanted, Instant now) {
        List<Claim> claims = new ArrayList<>();
        wanted.forEach((endpoint, limit) -> claims.addAll(claim(handle, endpoint, limit, now)));
        return claims;
    }

    private List<Claim> claim(Handle handle, String endpoint, int limit, Instant now) {
        String sql = "UPDATE webhook_delivery SET lease_owner = :lease, lease_until = :until, next_attempt_at = :until"
                + ", attempt_count = attempt_count + CASE WHEN lease_owner IS NULL THEN 1 ELSE 0 END"
                + " WHERE id IN (SELECT id FROM webhook_delivery WHERE endpoint = :endpoint AND " + OPEN
                + " AND next_attempt_at <= :now ORDER BY next_attempt_at LIMIT :limit" + database.skipLocked() + ")"
                + " RETURNING *";
        return handle.createQuery(sql)
                .bind("lease", Ids.random(""))
                .bind("until", now.plus(LEASE).toEpochMilli())
                .bind("endpoint", endpoint)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> claim(row))
                .list();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                new DeliveryId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new InboxId(row.getString("inbox_id")),
                row.getString("event_id"),
                row.getString("endpoint"),
                row.getInt("attempt_count"),
                row.getInt("max_attempts"),
                row.getString("lease_owner"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    /** The bodies of these claims by event id, as far as they are still there. */
    Map<String, String> bodies(Collection<Claim> claims) {
        Map<String, String> bodies = new HashMap<>();
        database.read(handle -> handle.createQuery(
                        "SELECT event_id, body FROM webhook_payload WHERE event_id IN (<ids>)")
                .bindList("ids", claims.stream().map(Claim::eventId).distinct().toList())
                .map((row, context) -> bodies.put(row.getString("event_id"), row.getString("body")))
                .list());
        return bodies;
    }

    /** A success counts even if the lease has ended in the meantime, any other outcome does not. */
    void record(Handle handle, List<Outcome> outcomes) {
        PreparedBatch rows = handle.prepareBatch("UPDATE webhook_delivery SET state = :state, endpoint = :endpoint,"
                + " attempt_count = :attempts, next_attempt_at = :next, lease_owner = NULL, lease_until = NULL,"
                + " last_status_code = :status, last_error = :error, delivery_latency_ms = :latency,"
                + " delivered_at = :deliveredAt, dead_at = :deadAt WHERE id = :id AND org_id = :org AND " + OPEN
                + " AND (lease_owner = :lease OR :delivered = 1)");
        outcomes.forEach(outcome -> bind(rows, outcome).add());
        if (rows.size() > 0) {
            rows.execute();
        }
        recordAttempts(handle, outcomes);
    }

    private static PreparedBatch bind(PreparedBatch rows, Outcome outcome) {
        long at = outcome.at().toEpochMilli();
        boolean delivered = outcome.state() == DeliveryState.DELIVERED;
        return rows.bind("state", outcome.state().word())
                .bind("endpoint", outcome.endpoint())
                .bind("attempts", outcome.attempts())
                .bind("next", millis(outcome.nextAttemptAt()))
                .bind(
                        "status",
                        outcome.result() == null ? null : outcome.result().status())
                .bind("error", outcome.error())
                .bind("latency", outcome.latencyMs())
                .bind("deliveredAt", delivered ? (Long) at : null)
                .bind("deadAt", outcome.state() == DeliveryState.DEAD ? (Long) at : null)
                .bind("id", outcome.claim().id().value())
                .bind("org", outcome.claim().org().value())
                .bind("lease", outcome.claim().lease())
                .bind("delivered", delivered ? 1 : 0);
    }

    /** Ends what waits for a webhook that is turned off; what is under way ends by itself. */
    static void giveUp(Handle handle, InboxId inbox, OrgId org, String reason, Instant now) {
        handle.createUpdate("UPDATE webhook_delivery SET state = 'dead', dead_at = :now, next_attempt_at = NULL,"
                        + " last_error = :reason WHERE inbox_id = :inbox AND org_id = :org AND lease_owner IS NULL AND "
                        + OPEN)
                .bind("now", now.toEpochMilli())
                .bind("reason", reason)
                .bind("inbox", inbox.value())
                .bind("org", org.value())
                .execute();
    }

    /**
     * The endpoint answers again: what waits for its next attempt has it now. That attempt is one more than were planned, so
     * that an endpoint that comes and goes is not given up before its time.
     */
    static void hurry(Handle handle, InboxId inbox, OrgId org, Instant now) {
        handle.createUpdate("UPDATE webhook_delivery SET next_attempt_at = :now, max_attempts = max_attempts + 1"
                        + " WHERE inbox_id = :inbox AND org_id = :org AND state = 'failed' AND lease_owner IS NULL"
                        + " AND next_attempt_at > :now")
                .bind("now", now.toEpochMilli())
                .bind("inbox", inbox.value())
                .bind("org", org.value())
                .execute();
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static void recordAttempts(Handle handle, List<Outcome> outcomes) {
        PreparedBatch attempts = handle.prepareBatch(
                "INSERT INTO webhook_attempt (delivery_id, attempt, org_id, status_code, error, latency_ms, attempted_at)"
                        + " VALUES (:id, :attempt, :org, :status, :error, :latency, :at)"
                        + " ON CONFLICT (delivery_id, attempt) DO UPDATE SET status_code = EXCLUDED.status_code,"
                        + " error = EXCLUDED.error, latency_ms = EXCLUDED.latency_ms, attempted_at = EXCLUDED.attempted_at");
        outcomes.stream().filter(outcome -> outcome.result() != null).forEach(outcome -> attempts.bind(
                        "id", outcome.claim().id().value())
                .bind("attempt", outcome.claim().attempt())
                .bind("org", outcome.claim().org().value())
                .bind("status", outcome.result().status())
                .bind("error", outcome.error())
                .bind("latency", outcome.result().latencyMs())
                .bind("at", outcome.attemptedAt().toEpochMilli())
                .add());
        if (attempts.size() > 0) {
            attempts.execute();
        }
    }
}
