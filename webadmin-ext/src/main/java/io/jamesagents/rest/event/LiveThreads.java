package io.jamesagents.rest.event;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The few threads that look after all streams and all waiting calls; none of these has one of its own. */
public final class LiveThreads implements AutoCloseable {
    private static final int THREADS = 3;

    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(
            THREADS,
            work -> {
                Thread thread = new Thread(work, "agents-live-" + count.incrementAndGet());
                thread.setDaemon(true);
                thread.setContextClassLoader(LiveThreads.class.getClassLoader());
                return thread;
            },
            new DiscardPolicy());

    public LiveThreads() {
        pool.setRemoveOnCancelPolicy(true);
    }

    void soon(Runnable work) {
        pool.execute(work);
    }

    void after(long millis, Runnable work) {
        pool.schedule(work, millis, TimeUnit.MILLISECONDS);
    }

    void every(long millis, Runnable work) {
        pool.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
