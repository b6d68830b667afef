package io.jamesagents.authentication;

import io.jamesagents.metrics.Meters;
import io.jamesagents.metrics.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates senders on threads of its own, so that a slow DNS holds nobody up for long: who does not get a result asks again
 * later, and meanwhile it is found. As many as there are threads wait for one; what was found is kept, for the last mails.
 */
public final class Evaluations implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Evaluations.class);
    private static final int KEPT = 5_000;

    /** How long one takes, and how many failed; how many find room at this moment. */
    private static final String TIME = "agents.authentication.seconds";

    private static final String FAILED = "agents.authentication.failed";
    private static final String ROOM = "agents.authentication.room";

    private final AuthenticationSettings settings;
    private final Meters meters;
    private final ExecutorService threads;
    private final Semaphore room;
    private final Map<String, CompletableFuture<Authentication>> results = new LinkedHashMap<>();

    public Evaluations(AuthenticationSettings settings, Meters meters) {
        this.settings = settings;
        this.meters = meters;
        this.room = new Semaphore(2 * settings.threads());
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Evaluations::thread);
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
        meters.gauge(ROOM, room::availablePermits);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "agents-authentication");
        thread.setDaemon(true);
        return thread;
    }

    /** Prepares an evaluation, which may be a costly thing itself. */
    @FunctionalInterface
    public interface Preparation {
        Callable<Authentication> prepare() throws Exception;
    }

    /**
     * What was found about the mail of this key, if it is found now or within the settings' patience. The evaluation is begun
     * unless it was before, or too many are under way.
     */
    public Optional<Authentication> of(String key, Preparation preparation) throws Exception {
        CompletableFuture<Authentication> result = result(key, preparation);
        if (result == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(result.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            forget(key);
            throw new IllegalStateException("the evaluation failed", e.getCause());
        }
    }

    private CompletableFuture<Authentication> result(String key, Preparation preparation) throws Exception {
        CompletableFuture<Authentication> fresh = new CompletableFuture<>();
        synchronized (results) {
            CompletableFuture<Authentication> known = results.get(key);
            if (known != null || !room.tryAcquire()) {
                return known;
            }
            keep(key, fresh);
        }
        begin(key, preparation, fresh);
        return fresh;
    }

    private void keep(String key, CompletableFuture<Authentication> result) {
        results.put(key, result);
        if (results.size() > KEPT) {
            results.remove(results.keySet().iterator().next());
        }
    }

    private void begin(String key, Preparation preparation, CompletableFuture<Authentication> result) throws Exception {
        boolean begun = false;
        try {
            Callable<Authentication> work = preparation.prepare();
            threads.execute(() -> run(work, result));
            begun = true;
        } finally {
            if (!begun) {
                room.release();
                forget(key);
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void run(Callable<Authentication> work, CompletableFuture<Authentication> result) {
        try (Timing evaluation = meters.time(TIME)) {
            result.complete(work.call());
        } catch (Throwable t) {
            LOGGER.warn("An evaluation failed", t);
            meters.count(FAILED);
            result.completeExceptionally(t);
        } finally {
            room.release();
        }
    }

    private void forget(String key) {
        synchronized (results) {
            results.remove(key);
        }
    }

    /** Whether a mail has been held for as long as it may be. */
    public boolean overdue(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(settings.hold()) >= 0;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
