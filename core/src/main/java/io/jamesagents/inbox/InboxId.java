package io.jamesagents.inbox;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;

/** The id of an inbox. */
public record InboxId(String value) {
    public InboxId {
        if (!Ids.wellFormed(value)) {
            throw new NotFound("Inbox");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
