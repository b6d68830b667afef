package io.jamesagents.outbound;

import io.jamesagents.metrics.Backlog;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.function.Supplier;

/** The recipients whose mail is accepted and not in James's queue yet, which takes milliseconds while all is well. */
public final class OutboundBacklog implements Supplier<Backlog> {
    private final Database database;
    private final Clock clock;

    public OutboundBacklog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Backlog get() {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*), COALESCE(MIN(updated_at), 0) FROM"
                        + " (SELECT updated_at FROM outbound_recipient WHERE state = 'accepted'"
                        + " ORDER BY updated_at LIMIT :most) waiting")
                .bind("most", Backlog.MOST)
                .map((row, context) -> Backlog.of(row.getLong(1), row.getLong(2), clock.millis()))
                .one());
    }
}
