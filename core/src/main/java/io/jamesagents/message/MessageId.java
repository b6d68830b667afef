package io.jamesagents.message;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;

/** The id of a message. */
public record MessageId(String value) {
    public MessageId {
        if (!Ids.wellFormed(value)) {
            throw new NotFound("Message");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
