package io.jamesagents.ingest;

import io.jamesagents.metrics.Backlog;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.function.Supplier;

/** The mails whose delivery was begun and has not come to its end: those under way, and those that wait for what is away. */
public final class IngestBacklog implements Supplier<Backlog> {
    private final Database database;
    private final Clock clock;

    public IngestBacklog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Backlog get() {
        return database.read(handle -> handle.createQuery(
                        "SELECT COUNT(*), COALESCE(MIN(updated_at), 0) FROM"
                                + " (SELECT updated_at FROM ingest WHERE state = 'intent' ORDER BY updated_at LIMIT :most) begun")
                .bind("most", Backlog.MOST)
                .map((row, context) -> Backlog.of(row.getLong(1), row.getLong(2), clock.millis()))
                .one());
    }
}
