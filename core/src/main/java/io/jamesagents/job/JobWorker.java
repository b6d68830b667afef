package io.jamesagents.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads for one kind of job. They sleep until there is one, or one is due, and look every ten seconds for those of other nodes. */
final class JobWorker {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobWorker.class);
    private static final long OTHERS_MS = 10_000;
    private static final long AFTER_ERROR_MS = 1000;

    private final Jobs jobs;
    private final JobHandler handler;
    private final Semaphore signal = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    JobWorker(Jobs jobs, JobHandler handler) {
        this.jobs = jobs;
        this.handler = handler;
        for (int i = 1; i <= handler.threads(); i++) {
            Thread thread = new Thread(this::work, "agents-" + handler.kind() + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        jobs.listen(handler.kind(), this::wake);
    }

    String kind() {
        return handler.kind();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Begins nothing more. */
    void stop() {
        stopped = true;
        signal.release(threads.size());
    }

    /** Whether all threads end within this time; those that do not are interrupted. */
    boolean ended(long millis) {
        long deadline = System.currentTimeMillis() + millis;
        boolean all = true;
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, deadline - System.currentTimeMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                thread.interrupt();
                all = false;
            }
        }
        return all;
    }

    private void wake() {
        if (signal.availablePermits() < threads.size()) {
            signal.release();
        }
    }

    private void work() {
        while (!stopped) {
            long pause = AFTER_ERROR_MS;
            try {
                pause = round();
            } catch (RuntimeException e) {
                LOGGER.warn("Jobs of kind {} are held up, trying again", handler.kind(), e);
            }
            await(pause);
        }
    }

    private void await(long millis) {
        if (millis <= 0) {
            return;
        }
        try {
            signal.tryAcquire(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    /** Does a batch if one is due; how many milliseconds there is nothing more to do. */
    private long round() {
        Optional<Long> due = jobs.nextDue(handler.kind());
        long pause = due.map(at -> at - Clock.systemUTC().millis()).orElse(OTHERS_MS);
        if (pause > 0) {
            return Math.min(pause, OTHERS_MS);
        }
        List<Job> claimed = jobs.claim(handler.kind(), handler.batch(), handler.lease());
        if (!claimed.isEmpty()) {
            run(claimed);
        }
        return 0;
    }

    private void run(List<Job> claimed) {
        try {
            handler.run(claimed);
        } catch (Throwable t) {
            LOGGER.warn("A job of kind {} failed", handler.kind(), t);
            String error = t.toString();
            claimed.forEach(job -> jobs.failed(job, error));
        }
    }
}
