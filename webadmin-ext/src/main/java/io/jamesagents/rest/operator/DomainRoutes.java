package io.jamesagents.rest.operator;

import io.jamesagents.Json;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.maildomain.VouchedDomains;
import io.jamesagents.operator.Accounts;
import io.jamesagents.operator.Operator;
import io.jamesagents.org.Org;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * The domains of organisations, for the operator, on James's webadmin: listed, and verified on the operator's word. Named in
 * {@code webadmin.properties} as {@code extensions.routes}.
 */
public final class DomainRoutes implements Routes {
    private static final String BASE = OrganizationRoutes.ONE + "/domains";

    private final Accounts accounts;
    private final MailDomains domains;
    private final VouchedDomains vouched;

    @Inject
    public DomainRoutes(Accounts accounts, MailDomains domains, VouchedDomains vouched) {
        this.accounts = accounts;
        this.domains = domains;
        this.vouched = vouched;
    }

    @Override
    public String getBasePath() {
        return OrganizationRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        Answer.forErrors(service);
        service.get(BASE, this::list);
        service.post(BASE, this::vouch);
    }

    /** A domain of the organisation's, or the one that all share. */
    record View(String id, String name, String status, boolean shared, String createdAt) {
        static View of(MailDomain domain) {
            return new View(
                    domain.id().value(),
                    domain.name(),
                    domain.state().word(),
                    domain.shared(),
                    Json.time(domain.createdAt()));
        }
    }

    /** All of them; of those that are not verified an organisation has at most a hundred. */
    record Listed(List<View> domains) {}

    private Org org(Request request) {
        return accounts.get(new Asked(request).path("org")).org();
    }

    private Object list(Request request, Response response) {
        List<View> all = domains.list(org(request).id()).stream().map(View::of).toList();
        return Answer.of(response, new Listed(all));
    }

    /** The domain that the operator vouches for. */
    record Vouched(String name) {}

    private Object vouch(Request request, Response response) {
        Vouched body = new Asked(request).body(Vouched.class);
        return Answer.created(response, View.of(vouched.vouch(Operator.of(org(request)), body.name())));
    }
}
