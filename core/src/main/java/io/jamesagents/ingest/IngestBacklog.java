package io.jamesagents.ingest;

import io.jamesagents.metrics.Backlog;
import io.jamesagents.metrics.WaitingRows;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.Map;
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
        return database.read(handle ->
                WaitingRows.count(handle, "ingest WHERE state = 'intent'", Map.of(), "updated_at", clock.millis()));
    }
}
