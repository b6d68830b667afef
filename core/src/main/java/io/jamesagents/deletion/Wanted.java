package io.jamesagents.deletion;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import java.time.Instant;

/** What somebody wants deleted; {@code inbox} and {@code before} (exclusive, by the time a message was stored) may be null. */
public record Wanted(DeletionScope scope, InboxId inbox, Instant before) {

    public Wanted {
        if (scope == DeletionScope.INBOX && inbox == null) {
            throw new Invalid("inbox_id", "inbox_id is required for scope inbox");
        }
        if (scope == DeletionScope.ORGANIZATION && inbox != null) {
            throw new Invalid("inbox_id", "inbox_id does not go with scope organization");
        }
        if (scope != DeletionScope.MESSAGES && before != null) {
            throw new Invalid("before", "before goes with scope messages only");
        }
    }

    /** Reads a request; without a scope, an inbox alone means that inbox. */
    public static Wanted of(String scope, InboxId inbox, Instant before) {
        return new Wanted(
                scope == null && inbox != null ? DeletionScope.INBOX : DeletionScope.parse(scope), inbox, before);
    }

    boolean wholeInboxes() {
        return scope != DeletionScope.MESSAGES;
    }
}
