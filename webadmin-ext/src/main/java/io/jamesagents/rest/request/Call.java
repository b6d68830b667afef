package io.jamesagents.rest.request;

import io.jamesagents.apikey.Caller;
import io.jamesagents.org.OrgId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** A request of somebody who is known, and the parameters of its query. */
public record Call(Caller caller, Query query) {
    private static final String CALLER = Caller.class.getName();

    public static Call of(ContainerRequestContext request) {
        Caller caller = callerOf(request).orElseThrow(() -> new IllegalStateException("nobody was authenticated"));
        return new Call(caller, new Query(request.getUriInfo().getQueryParameters()));
    }

    /** Who makes the request; empty before authentication and on public resources. */
    public static Optional<Caller> callerOf(ContainerRequestContext request) {
        return Optional.ofNullable((Caller) request.getProperty(CALLER));
    }

    public static void setCaller(ContainerRequestContext request, Caller caller) {
        request.setProperty(CALLER, caller);
    }

    public OrgId org() {
        return caller.orgId();
    }
}
