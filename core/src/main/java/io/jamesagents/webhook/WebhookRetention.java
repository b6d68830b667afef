package io.jamesagents.webhook;

import io.jamesagents.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** How long deliveries are kept. */
public final class WebhookRetention {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration GIVEN_UP = Duration.ofDays(7);
    private static final Duration DUE_IN_VAIN = Duration.ofDays(1);
    private static final int BATCH = 500;

    private final Database database;

    public WebhookRetention(Database database) {
        this.database = database;
    }

    /**
     * Gives up deliveries that wait for an endpoint that has not answered for a week, and removes those that were delivered
     * or given up more than 30 days ago, with their attempts and bodies. Returns how many were removed.
     */
    public int cleanup(Instant now) {
        giveUp(now);
        int removed = 0;
        List<String> batch = expired(now);
        while (!batch.isEmpty()) {
            List<String> ids = batch;
            database.update(handle -> remove(handle, ids));
            removed += ids.size();
            batch = expired(now);
        }
        return removed;
    }

    /**
     * An endpoint that is left alone spends no attempts, so that its deliveries would otherwise pile up for good. What waits
     * because nothing was sent for a while, such as by a server that was off, is not given up.
     */
    private void giveUp(Instant now) {
        int given = BATCH;
        while (given == BATCH) {
            given = database.write(handle -> handle.createUpdate("UPDATE webhook_delivery SET state = 'dead',"
                            + " dead_at = :now, next_attempt_at = NULL, last_error = COALESCE(last_error,"
                            + " 'The endpoint did not answer') WHERE id IN (SELECT id FROM webhook_delivery"
                            + " WHERE state IN ('pending', 'failed') AND lease_owner IS NULL"
                            + " AND next_attempt_at < :due AND created_at < :created"
                            + " AND EXISTS (SELECT 1 FROM webhook_failing f WHERE f.since_at < :due AND f.last_at > :due"
                            + " AND f.inbox_id = webhook_delivery.inbox_id) LIMIT :batch)")
                    .bind("now", now.toEpochMilli())
                    .bind("due", now.minus(DUE_IN_VAIN).toEpochMilli())
                    .bind("created", now.minus(GIVEN_UP).toEpochMilli())
                    .bind("batch", BATCH)
                    .execute());
        }
    }

    private List<String> expired(Instant now) {
        return database.read(handle -> handle.createQuery("SELECT id FROM webhook_delivery"
                        + " WHERE state IN ('delivered', 'dead') AND created_at < :before"
                        + " AND COALESCE(delivered_at, dead_at) < :before LIMIT :batch")
                .bind("before", now.minus(KEPT).toEpochMilli())
                .bind("batch", BATCH)
                .mapTo(String.class)
                .list());
    }

    /** Removes deliveries, with their attempts, and with bodies that no other delivery has. */
    static void remove(Handle handle, List<String> ids) {
        execute(handle, "DELETE FROM webhook_attempt WHERE delivery_id IN (<ids>)", ids);
        List<String> events = handle.createQuery("SELECT DISTINCT event_id FROM webhook_delivery WHERE id IN (<ids>)")
                .bindList("ids", ids)
                .mapTo(String.class)
                .list();
        execute(handle, "DELETE FROM webhook_delivery WHERE id IN (<ids>)", ids);
        execute(
                handle,
                "DELETE FROM webhook_payload WHERE event_id IN (<ids>)"
                        + " AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.event_id = webhook_payload.event_id)",
                events);
    }

    private static void execute(Handle handle, String sql, List<String> ids) {
        handle.createUpdate(sql).bindList("ids", ids).execute();
    }
}
