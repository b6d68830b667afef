package io.jamesagents.event;

import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How long events are kept: 30 days, and as long as a webhook has something of them. */
public final class EventRetention {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int BATCH = 500;
    private static final String OLD = " FROM event WHERE created_at < :before"
            + " AND NOT EXISTS (SELECT 1 FROM webhook_payload p WHERE p.event_id = event.id)";

    private final Database database;
    private final Clock clock;

    public EventRetention(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Old(String id, long orgSeq) {}

    /** Removes what is too old, some of one organisation at a time; cursors before it are expired from then on. */
    public void cleanUp() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        Optional<OrgId> next = next(before);
        while (next.isPresent()) {
            OrgId org = next.get();
            database.update(handle -> removeSome(handle, org, before));
            next = next(before);
        }
    }

    private Optional<OrgId> next(long before) {
        return database.read(handle -> handle.createQuery("SELECT org_id" + OLD + " ORDER BY created_at LIMIT 1")
                .bind("before", before)
                .map((row, context) -> new OrgId(row.getString(1)))
                .findOne());
    }

    private void removeSome(Handle handle, OrgId org, long before) {
        database.lock(handle, org);
        List<Old> batch = handle.createQuery(
                        "SELECT id, org_seq" + OLD + " AND org_id = :org ORDER BY created_at LIMIT " + BATCH)
                .bind("before", before)
                .bind("org", org.value())
                .map((row, context) -> new Old(row.getString(1), row.getLong(2)))
                .list();
        long last = batch.stream().mapToLong(Old::orgSeq).max().orElse(0);
        handle.createUpdate("UPDATE org SET event_floor = :last WHERE id = :org AND event_floor < :last")
                .bind("last", last)
                .bind("org", org.value())
                .execute();
        handle.createUpdate("DELETE FROM event WHERE org_id = :org AND id IN (<ids>)")
                .bind("org", org.value())
                .bindList("ids", batch.stream().map(Old::id).toList())
                .execute();
    }
}
