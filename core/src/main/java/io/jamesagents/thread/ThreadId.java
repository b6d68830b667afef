package io.jamesagents.thread;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;

/** The id of a thread. */
public record ThreadId(String value) {
    public ThreadId {
        if (!Ids.wellFormed(value)) {
            throw new NotFound("Thread");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
