package io.jamesagents.rest.inbox;

import io.jamesagents.apikey.Scope;
import io.jamesagents.extraction.mail.ExtractionTrial;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Slow;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** Tries an extraction schema on a mail of an inbox. */
@Path("v1/domains/{domain}/inboxes/{inbox}/extraction-schema/test")
public final class ExtractionTestResource {
    /** In the envelope alone: what is tried has a field {@code data} itself. */
    public record Tried(ExtractionTestView data) {}

    private final Inboxes inboxes;
    private final MailDomains domains;
    private final ExtractionTrial trial;

    public ExtractionTestResource(Inboxes inboxes, MailDomains domains, ExtractionTrial trial) {
        this.inboxes = inboxes;
        this.domains = domains;
        this.trial = trial;
    }

    @POST
    @Slow
    @Needs({Scope.INBOXES_WRITE, Scope.MESSAGES_READ})
    @Doc(
            value = "Try an extraction schema on a message",
            more =
                    "Nothing is kept. Without a schema, the inbox's own is tried. A model that is asked counts in the budget.")
    public Tried test(
            @Context ContainerRequestContext request,
            @PathParam("domain") DomainId domain,
            @PathParam("inbox") InboxId id,
            ExtractionTestBody body) {
        Call call = Call.of(request);
        domains.get(call.org(), domain);
        Inbox inbox = inboxes.get(call.reach(), domain, id);
        return new Tried(ExtractionTestView.of(trial.run(call.reach(), inbox, body.message(), body.wanted())));
    }
}
