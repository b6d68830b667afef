package io.jamesagents.metrics;

import java.time.Duration;

/**
 * Work that is due and not begun.
 *
 * @param waiting how many pieces, counted to {@link #MOST}
 * @param oldest how long the one has been due that has waited longest; zero when there is none
 */
public record Backlog(long waiting, Duration oldest) {
    /** Further nobody counts: a long queue is not made longer by being looked at. */
    public static final int MOST = 10_000;

    public static final Backlog NONE = new Backlog(0, Duration.ZERO);

    /** Of so many pieces, the first of which was due then; both times in milliseconds. */
    public static Backlog of(long waiting, long firstDue, long now) {
        return waiting == 0 ? NONE : new Backlog(waiting, Duration.ofMillis(Math.max(0, now - firstDue)));
    }
}
