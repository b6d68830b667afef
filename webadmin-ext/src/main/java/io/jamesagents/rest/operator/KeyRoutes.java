package io.jamesagents.rest.operator;

import io.jamesagents.apikey.OrgKeys;
import io.jamesagents.operator.Accounts;
import io.jamesagents.operator.Operator;
import io.jamesagents.org.Org;
import io.jamesagents.rest.apikey.ApiKeyBody;
import io.jamesagents.rest.apikey.ApiKeyView;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * The API keys of organisations, for the operator, on James's webadmin: listed, issued, revoked. A key's text is shown when it is
 * issued and never again. Named in {@code webadmin.properties} as {@code extensions.routes}.
 */
public final class KeyRoutes implements Routes {
    private static final String BASE = OrganizationRoutes.ONE + "/keys";

    private final Accounts accounts;
    private final OrgKeys keys;

    @Inject
    public KeyRoutes(Accounts accounts, OrgKeys keys) {
        this.accounts = accounts;
        this.keys = keys;
    }

    @Override
    public String getBasePath() {
        return OrganizationRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        Answer.forErrors(service);
        service.get(BASE, this::list);
        service.post(BASE, this::issue);
        service.delete(BASE + "/:key", this::revoke);
    }

    private Org org(Request request) {
        return accounts.get(new Asked(request).path("org")).org();
    }

    /** All of them, the newest first; the service has a limit of its own. */
    record Listed(List<ApiKeyView> keys) {}

    private Object list(Request request, Response response) {
        List<ApiKeyView> all = keys.list(Operator.of(org(request)).reach()).stream()
                .map(ApiKeyView::of)
                .toList();
        return Answer.of(response, new Listed(all));
    }

    /** A key with its text. */
    record Issued(String apiKey, ApiKeyView key) {
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    private Object issue(Request request, Response response) {
        ApiKeyBody body = new Asked(request).body(ApiKeyBody.class);
        var issued = keys.create(Operator.of(org(request)), body.wanted());
        return Answer.created(response, new Issued(issued.text(), ApiKeyView.of(issued.key())));
    }

    private Object revoke(Request request, Response response) {
        keys.revoke(Operator.of(org(request)), new Asked(request).path("key"));
        return Answer.nothing(response);
    }
}
