package io.jamesagents.rest.inbox;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.answer.Ok;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** The inboxes of an organisation on one domain. */
@Path("v1/domains/{domain}/inboxes")
public final class DomainInboxResource {
    private final Inboxes inboxes;
    private final MailDomains domains;

    public DomainInboxResource(Inboxes inboxes, MailDomains domains) {
        this.inboxes = inboxes;
        this.domains = domains;
    }

    @GET
    @Needs(Scope.INBOXES_READ)
    public Rows<InboxView> list(@Context ContainerRequestContext request, @PathParam("domain") DomainId domain) {
        Call call = Call.of(request);
        domains.get(call.org(), domain);
        int limit = call.query().limit(InboxResource.MAX_ROWS, InboxResource.MAX_ROWS);
        return Rows.of(
                inboxes.list(call.reach(), domain, limit, call.query().cursor()),
                inbox -> InboxView.of(inbox, call.caller()));
    }

    @POST
    @Needs(Scope.INBOXES_WRITE)
    @Answers(201)
    public Both<InboxView> create(
            @Context ContainerRequestContext request, @PathParam("domain") DomainId domain, InboxBody body) {
        Call call = Call.of(request);
        return Both.of(InboxView.of(inboxes.create(call.reach(), domain, body.creation()), call.caller()));
    }

    @GET
    @Path("{inbox}")
    @Needs(Scope.INBOXES_READ)
    public Both<InboxView> get(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id) {
        Call call = Call.of(request);
        return Both.of(InboxView.of(find(call, domain, id), call.caller()));
    }

    @PUT
    @Path("{inbox}")
    @Needs(Scope.INBOXES_WRITE)
    public Both<InboxView> put(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            InboxBody body) {
        return update(Call.of(request), domain, id, body.change());
    }

    @PATCH
    @Path("{inbox}")
    @Needs(Scope.INBOXES_WRITE)
    public Both<InboxView> patch(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            InboxBody body) {
        return update(Call.of(request), domain, id, body.change());
    }

    @POST
    @Path("{inbox}/webhook")
    @Needs(Scope.INBOXES_WRITE)
    public Both<InboxView> setWebhook(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            WebhookBody body) {
        InboxChange change = new InboxChange(null, null, null, null, body.required(), null);
        return update(Call.of(request), domain, id, change);
    }

    @DELETE
    @Path("{inbox}")
    @Needs(Scope.INBOXES_WRITE)
    public Both<Ok> delete(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id) {
        Call call = Call.of(request);
        inboxes.delete(call.reach(), find(call, domain, id).id());
        return Both.of(Ok.OK);
    }

    private Both<InboxView> update(Call call, DomainId domain, InboxId id, InboxChange change) {
        Inbox changed = inboxes.update(call.reach(), find(call, domain, id).id(), change);
        return Both.of(InboxView.of(changed, call.caller()));
    }

    private Inbox find(Call call, DomainId domain, InboxId id) {
        domains.get(call.org(), domain);
        return inboxes.get(call.reach(), domain, id);
    }
}
