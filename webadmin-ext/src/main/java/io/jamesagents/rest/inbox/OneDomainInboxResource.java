package io.jamesagents.rest.inbox;

import io.jamesagents.apikey.Scope;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.answer.Ok;
import io.jamesagents.rest.openapi.Doc;
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

/** One inbox on its domain, with its webhook and its extraction schema. */
@Path("v1/domains/{domain}/inboxes/{inbox}")
public final class OneDomainInboxResource {
    private final Inboxes inboxes;
    private final MailDomains domains;

    public OneDomainInboxResource(Inboxes inboxes, MailDomains domains) {
        this.inboxes = inboxes;
        this.domains = domains;
    }

    @GET
    @Needs(Scope.INBOXES_READ)
    @Doc("Get an inbox of a domain")
    public Both<InboxView> get(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id) {
        Call call = Call.of(request);
        return Both.of(InboxView.of(find(call, domain, id), call.caller()));
    }

    @PUT
    @Needs(Scope.INBOXES_WRITE)
    @Doc(value = "Change an inbox of a domain", more = "Only what is given is changed.", fails = 409)
    public Both<InboxView> put(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            InboxBody body) {
        return update(Call.of(request), domain, id, body.change());
    }

    @PATCH
    @Needs(Scope.INBOXES_WRITE)
    @Doc(value = "Change an inbox of a domain", more = "Only what is given is changed.", fails = 409)
    public Both<InboxView> patch(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            InboxBody body) {
        return update(Call.of(request), domain, id, body.change());
    }

    @POST
    @Path("webhook")
    @Needs(Scope.INBOXES_WRITE)
    @Doc("Set or remove the webhook of an inbox")
    public Both<InboxView> setWebhook(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            WebhookBody body) {
        return update(
                Call.of(request), domain, id, InboxChange.of(body.required().orElse(null)));
    }

    @DELETE
    @Needs(Scope.INBOXES_WRITE)
    @Doc("Delete an inbox of a domain; its mail stays readable")
    public Both<Ok> delete(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id) {
        Call call = Call.of(request);
        inboxes.delete(call.reach(), find(call, domain, id).id());
        return Both.of(Ok.OK);
    }

    @PUT
    @Path("extraction-schema")
    @Needs(Scope.INBOXES_WRITE)
    @Doc("Set what is extracted from the mail of an inbox")
    public Both<InboxView> putSchema(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            ExtractionBody body) {
        return update(Call.of(request), domain, id, InboxChange.of(body.named()));
    }

    @DELETE
    @Path("extraction-schema")
    @Needs(Scope.INBOXES_WRITE)
    @Doc("Extract nothing any more")
    public Both<InboxView> deleteSchema(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id) {
        return update(Call.of(request), domain, id, InboxChange.of((ExtractionSchema) null));
    }

    @POST
    @Path("schema")
    @Needs(Scope.INBOXES_WRITE)
    @Doc("Set what is extracted from the mail of an inbox")
    public Both<InboxView> postSchema(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            ExtractionBody body) {
        return update(Call.of(request), domain, id, InboxChange.of(body.maybeNamed()));
    }

    @DELETE
    @Path("schema")
    @Needs(Scope.INBOXES_WRITE)
    @Doc("Extract nothing any more")
    public Both<InboxView> deletePlainSchema(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id) {
        return deleteSchema(request, domain, id);
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
