package io.jamesagents.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, which can be stopped and put forward. */
public final class TestingClock extends Clock {
    private volatile Instant stopped;

    /** Stands still at this time. */
    public void stopAt(Instant time) {
        stopped = time;
    }

    public void advance(Duration by) {
        stopAt(instant().plus(by));
    }

    /** Is the system's again. */
    public void goOn() {
        stopped = null;
    }

    @Override
    public Instant instant() {
        Instant time = stopped;
        return time == null ? Clock.systemUTC().instant() : time;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock is UTC");
    }
}
