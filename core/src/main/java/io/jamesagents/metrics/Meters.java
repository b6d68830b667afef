package io.jamesagents.metrics;

import java.util.Collection;
import java.util.function.Supplier;

/**
 * What the stages of the server tell of their work, for its operator: how often, how long, how much is waiting. Names are words
 * with dots between them, {@code agents} first; none may hold what a client or a mail says. Thread-safe; nothing here throws or
 * waits.
 */
public interface Meters {
    /** For those who have nobody to tell. */
    Meters NONE = new Meters() {
        @Override
        public void announce(Collection<String> counts, Collection<String> timings) {
            // Nobody waits for them.
        }

        @Override
        public void count(String name) {
            // Nobody counts.
        }

        @Override
        public Timing time(String name) {
            return () -> {};
        }

        @Override
        public void gauge(String name, Supplier<? extends Number> value) {
            // Nobody reads it.
        }
    };

    /** From now on these names are shown, though nothing may have happened yet: of what is counted, and of what is timed. */
    void announce(Collection<String> counts, Collection<String> timings);

    /** Something happened once more. */
    void count(String name);

    /** Something begins that takes until the answer is closed. */
    Timing time(String name);

    /** Times a piece of work, and counts it as failed when it throws. */
    default <T> T measured(String timing, String failed, Supplier<T> work) {
        boolean well = false;
        try (Timing whole = time(timing)) {
            T result = work.get();
            well = true;
            return result;
        } finally {
            if (!well) {
                count(failed);
            }
        }
    }

    /** The same for work that comes to no result. */
    default void measure(String timing, String failed, Runnable work) {
        measured(timing, failed, () -> {
            work.run();
            return null;
        });
    }

    /** From now on this number can be read at any time: it has to come at once, and cheaply. */
    void gauge(String name, Supplier<? extends Number> value);
}
