package io.jamesagents.rest.inbox;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** The secret of the webhook of an inbox on its domain. */
@Path("v1/domains/{domain}/inboxes/{inbox}/webhook/rotate-secret")
public final class DomainWebhookSecretResource {
    private final Inboxes inboxes;
    private final InboxWebhooks webhooks;

    public DomainWebhookSecretResource(Inboxes inboxes, InboxWebhooks webhooks) {
        this.inboxes = inboxes;
        this.webhooks = webhooks;
    }

    @POST
    @Needs(Scope.INBOXES_WRITE)
    @Doc("Give the webhook of an inbox of a domain a new secret")
    public Both<InboxView> rotate(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            RotationBody body) {
        Call call = Call.of(request);
        InboxId found = inboxes.get(call.reach(), domain, id).id();
        return Both.of(InboxView.of(webhooks.rotateSecret(call.reach(), found, body.overlap()), call.caller()));
    }
}
