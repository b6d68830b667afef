package io.jamesagents.deletion;

import io.jamesagents.AgentsException.Invalid;
import java.util.Locale;

/** How much a deletion takes. */
public enum DeletionScope {
    /** Everything: the organisation ends. */
    ORGANIZATION,
    /** An inbox with all its mail. */
    INBOX,
    /** Messages of an inbox or of all, up to a time or all. */
    MESSAGES;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeletionScope parse(String word) {
        for (DeletionScope scope : values()) {
            if (scope.word().equals(word)) {
                return scope;
            }
        }
        throw new Invalid("scope", "scope must be one of organization, inbox, messages");
    }
}
