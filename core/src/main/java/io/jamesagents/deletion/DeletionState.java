package io.jamesagents.deletion;

import java.util.Locale;

/** How far a request for deletion is. */
public enum DeletionState {
    /** It waits for its confirmation. */
    PENDING,
    EXECUTING,
    COMPLETED,
    /** It could not be carried through; another request may be made. */
    FAILED,
    /** It was not confirmed in time, or guessed at too often. */
    EXPIRED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeletionState parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
