package io.jamesagents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps callers from waiting for something that is away: after a failure they are refused at once for a pause, which doubles with
 * every failure from a second to a minute. Then one caller tries, and when that works, all is as before. Nobody need do anything.
 *
 * @param <E> what is thrown when it is away; every other exception says that it is there
 */
public final class CircuitBreaker<E extends RuntimeException> {
    public static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(CircuitBreaker.class);

    private final String name;
    private final Class<E> away;
    private final Function<String, E> refusal;
    private final Clock clock;
    private Duration pause = Duration.ZERO;
    private Instant until = Instant.MIN;
    private boolean trying;
    private String reason;

    /** With the name that the log has, and what a refusal is, made of the message of the last failure. */
    public CircuitBreaker(String name, Class<E> away, Function<String, E> refusal, Clock clock) {
        this.name = name;
        this.away = away;
        this.refusal = refusal;
        this.clock = clock;
    }

    public <T> T call(Supplier<T> work) {
        boolean trial = begin();
        try {
            T result = work.get();
            succeeded();
            return result;
        } catch (RuntimeException e) {
            if (away.isInstance(e)) {
                failed(trial, e.getMessage());
            } else {
                succeeded();
            }
            throw e;
        } finally {
            ended(trial);
        }
    }

    /** Whether this call is the one that tries after a pause. */
    private synchronized boolean begin() {
        if (pause.isZero()) {
            return false;
        }
        if (trying || clock.instant().isBefore(until)) {
            throw refusal.apply(reason);
        }
        trying = true;
        return true;
    }

    private synchronized void ended(boolean trial) {
        trying &= !trial;
    }

    private synchronized void succeeded() {
        if (!pause.isZero()) {
            LOGGER.info("{} is back", name);
        }
        pause = Duration.ZERO;
    }

    /** Of calls that were under way together, the first failure counts. */
    private synchronized void failed(boolean trial, String why) {
        if (!pause.isZero() && !trial) {
            return;
        }
        if (pause.isZero()) {
            LOGGER.warn("{} is away: {}", name, why);
        }
        reason = why;
        Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        until = clock.instant().plus(pause);
    }
}
