package io.jamesagents.org;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;

/** The id of an organisation. */
public record OrgId(String value) {
    public OrgId {
        if (!Ids.wellFormed(value)) {
            throw new NotFound("Organisation");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
