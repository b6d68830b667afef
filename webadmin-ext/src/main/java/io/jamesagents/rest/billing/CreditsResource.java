package io.jamesagents.rest.billing;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.openapi.Doc;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** Clients of the hosted service ask for credits. There are none here: nothing costs anything. */
@Path("v1/credits")
public final class CreditsResource {
    private static final Credits NONE = new Credits(0, 0, 0, 0);

    /** How many credits there are, and how many were used. */
    public record Credits(int included, int purchased, int total, int usedThisCycle) {}

    /** Something to be bought. */
    public record Bundle(String id) {}

    @GET
    @Needs
    @Doc("Get credits: nothing costs anything")
    public Both<Credits> get() {
        return Both.of(NONE);
    }

    @GET
    @Path("balance")
    @Needs
    @Doc("Get credits: nothing costs anything")
    public Both<Credits> balance() {
        return Both.of(NONE);
    }

    @GET
    @Path("bundles")
    @Needs
    @Doc("List what can be bought: nothing")
    public Rows<Bundle> bundles() {
        return Rows.all(List.of());
    }

    /** Always refused. */
    @POST
    @Path("checkout")
    @Needs
    @Doc("Buy credits: always refused")
    public Both<Credits> checkout() {
        throw new Invalid("", "Billing is not part of this server");
    }
}
