package io.jamesagents.webhook.send;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * When a failed attempt is followed by the next one: after 5 s, 30 s, 2 min, 10 min, 30 min, 1 h and 2 h, each 25 % shorter
 * or longer at random, so that what failed together does not come back together.
 */
public final class RetrySchedule {
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2));
    private static final double JITTER = 0.25;
    private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(10);
    static final Duration LATER_TIMEOUT = Duration.ofSeconds(30);

    private final DoubleSupplier random;

    /** {@code random} gives numbers from 0 to 1. */
    public RetrySchedule(DoubleSupplier random) {
        this.random = random;
    }

    /** The pause after this failed attempt, counted from 1. */
    public Duration after(int attempt) {
        Duration delay = DELAYS.get(Math.min(attempt, DELAYS.size()) - 1);
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }

    /** How long an attempt may take as a whole. */
    static Duration timeout(int attempt) {
        return attempt <= 1 ? FIRST_TIMEOUT : LATER_TIMEOUT;
    }
}
