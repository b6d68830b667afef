package io.jamesagents.deletion;

import io.jamesagents.AgentsException;
import io.jamesagents.Ids;
import io.jamesagents.audit.Audit;
import io.jamesagents.deletion.Run.TakenOver;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes confirmed requests to their end, over pauses, failures and restarts. */
public final class DeletionWorker implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeletionWorker.class);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final int MAX_FAILURES = 30;

    private final Database database;
    private final Erasure erasure;
    private final Audit audit;
    private final Clock clock;
    private final Runnable pulse;
    private final DeletionStore store = new DeletionStore();
    private final String owner = Ids.random("node_");
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "agents-deletion");
        worker.setDaemon(true);
        return worker;
    });
    private volatile boolean closed;

    public DeletionWorker(Database database, Erasure erasure, Audit audit, Clock clock) {
        this(database, erasure, audit, clock, () -> {});
    }

    /** {@code pulse} is run between any two things that are done. */
    DeletionWorker(Database database, Erasure erasure, Audit audit, Clock clock, Runnable pulse) {
        this.database = database;
        this.erasure = erasure;
        this.audit = audit;
        this.clock = clock;
        this.pulse = pulse;
    }

    String owner() {
        return owner;
    }

    /** Works on a confirmed request until it is done or the time is over; then it goes on by itself. */
    void execute(DeletionRequest request, Duration budget) {
        if (!attempt(request, clock.instant().plus(budget))) {
            goOn(request);
        }
    }

    /** Takes up what was cut off; to be called at the start, and then now and again. */
    public void resume() {
        long now = clock.millis();
        List<DeletionRequest> left = database.write(handle -> {
            store.expire(handle, now);
            return store.takeOver(handle, owner, database.alone(), now, now + Run.LEASE.toMillis());
        });
        left.forEach(this::goOn);
    }

    private void goOn(DeletionRequest request) {
        try {
            thread.execute(() -> attempt(request, Instant.MAX));
        } catch (RejectedExecutionException e) {
            LOGGER.info("Deletion {} goes on at the next start", request.id());
        }
    }

    /** Whether there is nothing more to be done now. */
    private boolean attempt(DeletionRequest request, Instant pauseAt) {
        Run run = new Run(database, request, owner, clock, this::pulse, pauseAt);
        try {
            if (!erasure.run(run)) {
                return false;
            }
            complete(run);
        } catch (TakenOver | Stopped e) {
            LOGGER.info("Deletion {} stops here: {}", request.id(), e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.warn("Deletion {} failed and will be tried again", request.id(), e);
            failed(request, e);
        }
        return true;
    }

    private void complete(Run run) {
        DeletionRequest request = run.request();
        run.commit(handle -> {
            store.complete(handle, request, clock.millis());
            Counts deleted = store.find(handle, request.org(), request.id())
                    .orElseThrow()
                    .deleted();
            audit.record(
                    handle,
                    request.org(),
                    request.actor(),
                    "deletion.completed",
                    request.id(),
                    Deletions.details(request, deleted));
            return Counts.NONE;
        });
        LOGGER.info("Deletion {} of organisation {} is completed", request.id(), request.org());
        forget();
    }

    private void forget() {
        try {
            database.forgetDeleted();
        } catch (RuntimeException e) {
            LOGGER.warn("The log of the database keeps deleted data until its next checkpoint", e);
        }
    }

    private void failed(DeletionRequest request, RuntimeException failure) {
        String error = failure instanceof AgentsException ? failure.getMessage() : "It failed and is tried again";
        try {
            database.update(handle ->
                    store.failed(handle, request, owner, error, MAX_FAILURES, clock.millis() + RETRY.toMillis()));
        } catch (RuntimeException e) {
            LOGGER.warn("Deletion {} will be taken up when its lease has ended", request.id(), e);
        }
    }

    private void pulse() {
        if (closed) {
            throw new Stopped();
        }
        pulse.run();
    }

    /** Stops between two pieces of work; the rest is done after the next start. */
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Stopped extends RuntimeException {
        Stopped() {
            super("the server is stopping");
        }
    }
}
