package io.jamesagents.rest.inbox;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** The secret of an inbox's webhook. */
@Path("v1/inboxes/{inbox}/webhook/rotate-secret")
public final class WebhookSecretResource {
    private final InboxWebhooks webhooks;

    public WebhookSecretResource(InboxWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    @POST
    @Needs(Scope.INBOXES_WRITE)
    @Doc(
            value = "Give a webhook a new secret",
            more = "Until the overlap is over, webhook-signature has a signature under each of the two.")
    public Both<InboxView> rotate(
            @Context ContainerRequestContext request, @PathParam("inbox") InboxId id, RotationBody body) {
        Call call = Call.of(request);
        return Both.of(InboxView.of(webhooks.rotateSecret(call.reach(), id, body.overlap()), call.caller()));
    }
}
