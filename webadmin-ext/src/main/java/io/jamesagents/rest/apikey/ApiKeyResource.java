package io.jamesagents.rest.apikey;

import io.jamesagents.apikey.OrgKeys;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.apikey.ApiKeyAnswers.Listed;
import io.jamesagents.rest.apikey.ApiKeyAnswers.Made;
import io.jamesagents.rest.apikey.ApiKeyAnswers.Revoked;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** The API keys of the caller's organisation. */
@Path("v1/agent/api-keys")
public final class ApiKeyResource {
    private final OrgKeys keys;

    public ApiKeyResource(OrgKeys keys) {
        this.keys = keys;
    }

    @GET
    @Needs
    @Doc("List API keys, the newest first")
    public Listed list(@Context ContainerRequestContext request) {
        return Listed.of(keys.list(Call.of(request).reach()));
    }

    @POST
    @Needs
    @Answers(201)
    @Doc(value = "Make an API key", more = "Its text is shown this once. A key can only grant what it has itself.")
    public Made create(@Context ContainerRequestContext request, ApiKeyBody body) {
        return Made.of(keys.create(Call.of(request).caller(), body.wanted()));
    }

    @DELETE
    @Path("{key}")
    @Needs
    @Doc("Revoke an API key")
    public Revoked revoke(@Context ContainerRequestContext request, @PathParam("key") String id) {
        keys.revoke(Call.of(request).caller(), id);
        return Revoked.NOW;
    }

    @POST
    @Path("{key}/rotate")
    @Needs
    @Doc(value = "Give an API key a new text", more = "The old text is dead at once.")
    public Made rotate(@Context ContainerRequestContext request, @PathParam("key") String id) {
        return Made.of(keys.rotate(Call.of(request).caller(), id));
    }
}
