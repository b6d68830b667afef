package io.jamesagents.rest.domain;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.DomainRecords;
import io.jamesagents.maildomain.DomainVerification;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.maildomain.OwnDomains;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.answer.Ok;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.inbox.InboxView;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
    private final OwnDomains own;
    private final DomainVerification verification;
    private final DomainRecords records;
    private final Inboxes inboxes;

    public DomainResource(
            MailDomains domains,
            OwnDomains own,
            DomainVerification verification,
            DomainRecords records,
            Inboxes inboxes) {
        this.domains = domains;
        this.own = own;
        this.verification = verification;
        this.records = records;
        this.inboxes = inboxes;
    }

    @GET
    @Needs(Scope.DOMAINS_READ)
    @Doc("List domains: own ones, then the shared one")
    public Rows<DomainView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        return Rows.all(domains.list(call.org()).stream()
                .map(domain -> view(call, domain))
                .toList());
    }

    @POST
    @Needs(Scope.DOMAINS_WRITE)
    @Answers(201)
    @Doc(value = "Add a domain", more = "The answer has the DNS records that it needs.", fails = 409)
    public Both<DomainView> create(@Context ContainerRequestContext request, DomainBody body) {
        Call call = Call.of(request);
        return Both.of(view(call, own.create(call.caller(), body.name(), body.region())));
    }

    @GET
    @Path("{domain}")
    @Needs(Scope.DOMAINS_READ)
    @Doc("Get a domain with its DNS records and inboxes")
    public Both<DomainView> get(@Context ContainerRequestContext request, @PathParam("domain") DomainId id) {
        Call call = Call.of(request);
        return Both.of(view(call, domains.get(call.org(), id)));
    }

    @DELETE
    @Path("{domain}")
    @Needs(Scope.DOMAINS_WRITE)
    @Doc(value = "Delete a domain", fails = 409)
    public Both<Ok> delete(@Context ContainerRequestContext request, @PathParam("domain") DomainId id) {
        own.delete(Call.of(request).caller(), id);
        return Both.of(Ok.OK);
    }

    @POST
    @Path("{domain}/verify")
    @Needs(Scope.DOMAINS_WRITE)
    @Doc(value = "Check the DNS records of a domain", fails = 409)
    public Both<DomainStatus> verify(@Context ContainerRequestContext request, @PathParam("domain") DomainId id) {
        return status(verification.verify(Call.of(request).caller(), id));
    }

    @GET
    @Path("{domain}/status")
    @Needs(Scope.DOMAINS_READ)
    @Doc("Get how far a domain is")
    public Both<DomainStatus> status(@Context ContainerRequestContext request, @PathParam("domain") DomainId id) {
        return status(domains.get(Call.of(request).org(), id));
    }

    @GET
    @Path("{domain}/records")
    @Needs(Scope.DOMAINS_READ)
    @Doc("List the DNS records that a domain needs")
    public Rows<RecordView> records(@Context ContainerRequestContext request, @PathParam("domain") DomainId id) {
        return Rows.all(records(domains.get(Call.of(request).org(), id)));
    }

    private Both<DomainStatus> status(MailDomain domain) {
        return Both.of(DomainStatus.of(domain, records(domain)));
    }

    private List<RecordView> records(MailDomain domain) {
        return RecordView.list(records.of(domain));
    }

    /** Inboxes are shown to those who may read them. */
    private DomainView view(Call call, MailDomain domain) {
        List<InboxView> shown = call.caller().may(Scope.INBOXES_READ)
                ? inboxes.list(call.reach(), domain.id(), MAX_INBOXES, null)
                        .map(inbox -> InboxView.of(inbox, call.caller()))
                        .rows()
                : List.of();
        return DomainView.of(domain, records(domain), shown);
    }
}
