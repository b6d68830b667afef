package io.jamesagents.maildomain.dns;

import java.util.Locale;

/** How a record was found in the DNS. */
public enum RecordState {
    /** Never looked for. */
    NOT_STARTED,
    /** Not there yet, or the DNS did not answer. */
    PENDING,
    VERIFIED,
    /** There is another one in its place. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
