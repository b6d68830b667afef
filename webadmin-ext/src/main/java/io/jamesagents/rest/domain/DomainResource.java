package io.jamesagents.rest.domain;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.inbox.InboxView;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;

/** The domains on which a caller can have inboxes. */
@Path("v1/domains")
public final class DomainResource {
    private static final int MAX_INBOXES = 1000;

    private final MailDomains domains;
    private final Inboxes inboxes;

    public DomainResource(MailDomains domains, Inboxes inboxes) {
        this.domains = domains;
        this.inboxes = inboxes;
    }

    @GET
    @Needs(Scope.DOMAINS_READ)
    public Rows<DomainView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        return Rows.all(domains.list(call.org()).stream()
                .map(domain -> view(call, domain))
                .toList());
    }

    @GET
    @Path("{domain}")
    @Needs(Scope.DOMAINS_READ)
    public Both<DomainView> get(@Context ContainerRequestContext request, @PathParam("domain") DomainId id) {
        Call call = Call.of(request);
        return Both.of(view(call, domains.get(call.org(), id)));
    }

    @GET
    @Path("{domain}/status")
    @Needs(Scope.DOMAINS_READ)
    public Both<DomainStatus> status(@Context ContainerRequestContext request, @PathParam("domain") DomainId id) {
        return Both.of(DomainStatus.of(domains.get(Call.of(request).org(), id)));
    }

    /** Inboxes are shown to those who may read them. */
    private DomainView view(Call call, MailDomain domain) {
        List<InboxView> own = call.caller().may(Scope.INBOXES_READ)
                ? inboxes.list(call.reach(), domain.id(), MAX_INBOXES, null)
                        .map(inbox -> InboxView.of(inbox, call.caller()))
                        .rows()
                : List.of();
        return DomainView.of(domain, own);
    }
}
