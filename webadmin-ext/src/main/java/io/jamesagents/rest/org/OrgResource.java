package io.jamesagents.rest.org;

import io.jamesagents.org.Orgs;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** The caller's organisation. */
@Path("v1/agent/org")
public final class OrgResource {
    private final Orgs orgs;

    public OrgResource(Orgs orgs) {
        this.orgs = orgs;
    }

    @GET
    @Needs
    @Doc("Get the organisation")
    public OrgAnswer get(@Context ContainerRequestContext request) {
        return OrgAnswer.of(OrgView.of(Call.of(request).caller().org()));
    }

    @PATCH
    @Needs
    @Doc("Rename the organisation")
    public OrgAnswer rename(@Context ContainerRequestContext request, OrgBody body) {
        Call call = Call.of(request);
        call.reach().requireWholeOrganisation();
        return OrgAnswer.of(OrgView.of(orgs.rename(call.org(), body.name())));
    }
}
