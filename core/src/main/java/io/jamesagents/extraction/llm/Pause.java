package io.jamesagents.extraction.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Leaves an endpoint alone for a while that did not answer several times in a row, so that mail does not queue up behind it.
 * After the pause one call finds out.
 */
final class Pause {
    private static final int FAILURES = 3;
    private static final Duration LENGTH = Duration.ofSeconds(30);

    private final Clock clock;
    private int failures;
    private Instant until = Instant.MIN;

    Pause(Clock clock) {
        this.clock = clock;
    }

    /** Whether it may be called now; of those who ask after a pause, one may. */
    synchronized boolean over() {
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            return false;
        }
        if (failures >= FAILURES) {
            until = now.plus(LENGTH);
        }
        return true;
    }

    synchronized void answered() {
        failures = 0;
        until = Instant.MIN;
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            until = clock.instant().plus(LENGTH);
        }
    }
}
