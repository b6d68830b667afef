package io.jamesagents.rest.deletion;

import io.jamesagents.apikey.Scope;
import io.jamesagents.deletion.Deletions;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** Deletion of data, in two calls. */
@Path("v1/data/deletion-request")
public final class DeletionResource {
    private final Deletions deletions;

    public DeletionResource(Deletions deletions) {
        this.deletions = deletions;
    }

    @POST
    @Needs(Scope.DATA_DELETE)
    @Answers(201)
    @Doc(
            value = "Ask for data to be deleted",
            more = "Nothing is deleted before it is confirmed with the token, which is shown this once.",
            fails = {404, 409})
    public Both<DeletionView> request(@Context ContainerRequestContext request, DeletionBody body) {
        return Both.of(DeletionView.of(deletions.request(Call.of(request).caller(), body.wanted())));
    }

    @GET
    @Path("{id}")
    @Needs(Scope.DATA_DELETE)
    @Doc("Get a deletion request")
    public Both<DeletionView> get(@Context ContainerRequestContext request, @PathParam("id") String id) {
        return Both.of(DeletionView.of(deletions.get(Call.of(request).reach(), id)));
    }

    @POST
    @Path("{id}/confirm")
    @Needs(Scope.DATA_DELETE)
    @Doc(
            value = "Confirm a deletion request",
            more = "Deletes at once; what takes longer than the answer may goes on by itself.",
            fails = {410})
    public Both<DeletionView> confirm(
            @Context ContainerRequestContext request, @PathParam("id") String id, ConfirmationBody body) {
        return Both.of(DeletionView.of(deletions.confirm(Call.of(request).caller(), id, body.token())));
    }
}
