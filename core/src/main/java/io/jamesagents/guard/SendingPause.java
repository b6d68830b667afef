package io.jamesagents.guard;

import java.time.Instant;

/** A time for which an organisation may not send, and the rate because of which. */
public record SendingPause(String reason, Instant startedAt, Instant endsAt) {
    static final String BOUNCES = "bounce_rate";
    static final String COMPLAINTS = "complaint_rate";

    boolean isOver(Instant now) {
        return !endsAt.isAfter(now);
    }
}
