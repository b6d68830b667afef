package io.jamesagents.deletion;

import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The execution of a request by one worker, under a lease. Whatever is deleted is counted in the same transaction, so that the
 * counts are exact however often the execution is cut off and begun again.
 */
final class Run {
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Database database;
    private final DeletionRequest request;
    private final String owner;
    private final Clock clock;
    private final Runnable pulse;
    private final Instant pauseAt;
    private final DeletionStore store = new DeletionStore();

    Run(Database database, DeletionRequest request, String owner, Clock clock, Runnable pulse, Instant pauseAt) {
        this.database = database;
        this.request = request;
        this.owner = owner;
        this.clock = clock;
        this.pulse = pulse;
        this.pauseAt = pauseAt;
    }

    DeletionRequest request() {
        return request;
    }

    Target target() {
        return request.target();
    }

    long now() {
        return clock.millis();
    }

    /** Whether the time that the caller gave is over; then it goes on later. */
    boolean pause() {
        return !clock.instant().isBefore(pauseAt);
    }

    /** Deletes and counts in one transaction, and keeps the lease for as long again. */
    void commit(Function<Handle, Counts> work) {
        pulse.run();
        database.update(handle -> {
            Counts before = store.renew(handle, request, owner, now() + LEASE.toMillis())
                    .orElseThrow(TakenOver::new);
            Counts more = work.apply(handle);
            store.setDeleted(handle, request, before.plus(more));
        });
        pulse.run();
    }

    /** Keeps the lease while something is done that is no transaction. */
    void goOn() {
        commit(handle -> Counts.NONE);
    }

    /** Somebody else works on the request now. */
    static final class TakenOver extends RuntimeException {
        TakenOver() {
            super("the deletion was taken over by another worker");
        }
    }
}
