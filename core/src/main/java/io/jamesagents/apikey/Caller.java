package io.jamesagents.apikey;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.Org;
import io.jamesagents.org.OrgId;
import java.util.List;
import java.util.Set;

/**
 * Who makes a request: an organisation, by one of its keys or agents (whose id is {@code actor}), with what it may do and how
 * far it reaches.
 */
public record Caller(Org org, String actor, Set<Scope> scopes, Reach reach) {

    public OrgId orgId() {
        return org.id();
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    public void require(Scope scope) {
        if (!may(scope)) {
            throw new Forbidden("Insufficient permissions: " + scope.word() + " is required", List.of(scope.word()));
        }
    }
}
