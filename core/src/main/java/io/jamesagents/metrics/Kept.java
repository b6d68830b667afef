package io.jamesagents.metrics;

import java.util.function.Supplier;

/**
 * A figure that is worked out at most every few seconds, however often it is asked for, and by one caller at a time: the others
 * get the last one.
 */
public final class Kept<T> implements Supplier<T> {
    private static final long FRESH_NANOS = 5_000_000_000L;

    private final Supplier<T> source;
    private T value;
    private long at;

    /** @param source may throw, and then it is asked again by the next */
    public Kept(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        long now = System.nanoTime();
        if (value == null || now - at > FRESH_NANOS) {
            value = source.get();
            at = now;
        }
        return value;
    }
}
