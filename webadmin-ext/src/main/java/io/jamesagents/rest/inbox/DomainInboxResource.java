package io.jamesagents.rest.inbox;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
    @Doc("List the inboxes of a domain")
    @Takes({"limit: 1.." + InboxResource.MAX_ROWS + " = " + InboxResource.MAX_ROWS, "cursor"})
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
    @Doc(value = "Make an inbox on a domain", fails = 409)
    public Both<InboxView> create(
            @Context ContainerRequestContext request, @PathParam("domain") DomainId domain, InboxBody body) {
        Call call = Call.of(request);
        return Both.of(InboxView.of(inboxes.create(call.reach(), domain, body.creation()), call.caller()));
    }
}
