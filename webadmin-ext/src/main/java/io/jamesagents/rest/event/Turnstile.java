package io.jamesagents.rest.event;

import java.util.concurrent.atomic.AtomicInteger;

/** Does some work whenever it is asked to, never twice at a time; being asked while it is at it makes it do it once more. */
final class Turnstile {
    private final LiveThreads threads;
    private final Runnable work;
    private final AtomicInteger asked = new AtomicInteger();

    Turnstile(LiveThreads threads, Runnable work) {
        this.threads = threads;
        this.work = work;
    }

    void ask() {
        if (asked.getAndIncrement() == 0) {
            threads.soon(this::run);
        }
    }

    private void run() {
        int seen = asked.get();
        try {
            work.run();
        } finally {
            if (!asked.compareAndSet(seen, 0)) {
                // Others have their turn before the next one.
                threads.soon(this::run);
            }
        }
    }
}
