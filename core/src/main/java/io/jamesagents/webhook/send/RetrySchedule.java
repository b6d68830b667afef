package io.jamesagents.webhook.send;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * When a failed attempt is followed by the next one: each pause is as planned or up to a quarter longer at random, so that what
 * failed together does not come back together, and all attempts never span less than is promised. What is granted beyond the
 * plan has its last pause.
 */
public final class RetrySchedule {
    private static final double JITTER = 0.25;

    private final List<Duration> delays;
    private final DoubleSupplier random;

    /** {@code random} gives numbers from 0 to 1. */
    public RetrySchedule(List<Duration> delays, DoubleSupplier random) {
        this.delays = delays;
        this.random = random;
    }

    /** The pause after this failed attempt, counted from 1. */
    public Duration after(int attempt) {
        Duration delay = delays.get(Math.min(attempt, delays.size()) - 1);
        return Duration.ofMillis(Math.round(delay.toMillis() * (1 + JITTER * random.getAsDouble())));
    }
}
