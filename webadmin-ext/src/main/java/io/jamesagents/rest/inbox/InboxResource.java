package io.jamesagents.rest.inbox;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.answer.Ok;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** The inboxes of an organisation, on whichever domain. */
@Path("v1/inboxes")
public final class InboxResource {
    static final int MAX_ROWS = 1000;

    private final Inboxes inboxes;
    private final MailDomains domains;

    public InboxResource(Inboxes inboxes, MailDomains domains) {
        this.inboxes = inboxes;
        this.domains = domains;
    }

    @POST
    @Needs(Scope.INBOXES_WRITE)
    @Answers(201)
    @Doc(
            value = "Make an inbox",
            more = "Without domain_id it is on the organisation's first verified domain, or on the shared one.",
            fails = 409)
    public Both<InboxView> create(@Context ContainerRequestContext request, InboxBody body) {
        Call call = Call.of(request);
        return Both.of(InboxView.of(inboxes.create(call.reach(), body.domain(), body.creation()), call.caller()));
    }

    @GET
    @Needs(Scope.INBOXES_READ)
    @Doc("List inboxes, the oldest first")
    @Takes({"domain_id", "limit: 1.." + MAX_ROWS + " = " + MAX_ROWS, "cursor"})
    public Rows<InboxView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        DomainId domain = call.query().domain();
        if (domain != null) {
            domains.get(call.org(), domain);
        }
        return Rows.of(
                inboxes.list(
                        call.reach(),
                        domain,
                        call.query().limit(MAX_ROWS, MAX_ROWS),
                        call.query().cursor()),
                inbox -> InboxView.of(inbox, call.caller()));
    }

    @GET
    @Path("{inbox}")
    @Needs(Scope.INBOXES_READ)
    @Doc("Get an inbox")
    public Both<InboxView> get(@Context ContainerRequestContext request, @PathParam("inbox") InboxId id) {
        Call call = Call.of(request);
        return Both.of(InboxView.of(inboxes.get(call.reach(), id), call.caller()));
    }

    @PATCH
    @Path("{inbox}")
    @Needs(Scope.INBOXES_WRITE)
    @Doc(value = "Change an inbox", more = "Only what is given is changed.", fails = 409)
    public Both<InboxView> patch(
            @Context ContainerRequestContext request, @PathParam("inbox") InboxId id, InboxBody body) {
        Call call = Call.of(request);
        return Both.of(InboxView.of(inboxes.update(call.reach(), id, body.change()), call.caller()));
    }

    @PUT
    @Path("{inbox}")
    @Needs(Scope.INBOXES_WRITE)
    @Doc(value = "Change an inbox", more = "Only what is given is changed.", fails = 409)
    public Both<InboxView> put(
            @Context ContainerRequestContext request, @PathParam("inbox") InboxId id, InboxBody body) {
        return patch(request, id, body);
    }

    @DELETE
    @Path("{inbox}")
    @Needs(Scope.INBOXES_WRITE)
    @Doc("Delete an inbox; its mail stays readable")
    public Both<Ok> delete(@Context ContainerRequestContext request, @PathParam("inbox") InboxId id) {
        inboxes.delete(Call.of(request).reach(), id);
        return Both.of(Ok.OK);
    }
}
