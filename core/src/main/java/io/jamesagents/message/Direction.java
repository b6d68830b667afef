package io.jamesagents.message;

import java.util.Locale;

/** Whether a mail came to the inbox or was sent from it. */
public enum Direction {
    INBOUND,
    OUTBOUND;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Direction parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
