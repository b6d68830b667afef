package io.jamesagents.maildomain;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;

/** The id of a domain. */
public record DomainId(String value) {
    public DomainId {
        if (!Ids.wellFormed(value)) {
            throw new NotFound("Domain");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
