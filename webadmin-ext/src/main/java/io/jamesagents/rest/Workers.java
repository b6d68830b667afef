package io.jamesagents.rest;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that work on requests, and the line of requests before them. What finds the line full runs at once on the thread
 * that brought it, where it must do no more than refuse.
 */
final class Workers implements Executor, AutoCloseable {
    private final ThreadPoolExecutor pool;

    Workers(HttpSettings settings) {
        AtomicInteger count = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                settings.workers(),
                settings.workers(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.waiting()),
                work -> new Worker(work, "agents-http-" + count.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    /** Whether this code runs on a worker; if not, it was brought here because there was no room. */
    boolean haveRoom() {
        return Thread.currentThread() instanceof Worker;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private static final class Worker extends Thread {
        Worker(Runnable work, String name) {
            super(work, name);
            setDaemon(true);
            setContextClassLoader(Workers.class.getClassLoader());
        }
    }
}
