package io.jamesagents.rest.guard;

import io.jamesagents.apikey.Scope;
import io.jamesagents.guard.Guards;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** What stops the caller's organisation from sending. */
@Path("v1/agent/guards")
public final class GuardResource {
    private final Guards guards;

    public GuardResource(Guards guards) {
        this.guards = guards;
    }

    @GET
    @Needs(Scope.ADMIN)
    @Doc("Get what stops the organisation from sending, and whether it is stopped")
    public Both<GuardView> get(@Context ContainerRequestContext request) {
        return Both.of(GuardView.of(guards.get(Call.of(request).org())));
    }

    @PUT
    @Needs(Scope.ADMIN)
    @Doc(
            value = "Make the guards of the organisation stricter",
            more =
                    "What is given takes the place of all that was given before. Nothing can be looser than the operator has it.")
    public Both<GuardView> put(@Context ContainerRequestContext request, GuardBody body) {
        return Both.of(GuardView.of(guards.set(Call.of(request).caller(), body.wish())));
    }
}
