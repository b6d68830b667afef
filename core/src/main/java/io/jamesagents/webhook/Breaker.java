package io.jamesagents.webhook;

import java.util.Locale;

/** Whether an endpoint is called. */
public enum Breaker {
    /** As usual. */
    CLOSED,
    /** Not for now: it failed too often in a row, or asked for a pause. */
    OPEN,
    /** With a single request, to see whether it works again. */
    HALF_OPEN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
