package io.jamesagents.outbound;

import io.jamesagents.metrics.Backlog;
import io.jamesagents.metrics.WaitingRows;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.Map;
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
        return database.read(handle -> WaitingRows.count(
                handle, "outbound_recipient WHERE state = 'accepted'", Map.of(), "updated_at", clock.millis()));
    }
}
