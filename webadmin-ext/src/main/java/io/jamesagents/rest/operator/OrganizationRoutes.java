package io.jamesagents.rest.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Progress;
import io.jamesagents.operator.Account;
import io.jamesagents.operator.Accounts;
import io.jamesagents.operator.Removal;
import io.jamesagents.operator.UsageCounts;
import io.jamesagents.rest.operator.AccountView.Listed;
import io.jamesagents.rest.operator.AccountView.WithUsage;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * Organisations, for the operator, on James's webadmin: listed, made, shown with what they use, changed, suspended, deleted. They
 * are named by their id or slug. Named in {@code webadmin.properties} as {@code extensions.routes}.
 */
public final class OrganizationRoutes implements Routes {
    static final String BASE = "/agents/organizations";
    static final String ONE = BASE + "/:org";

    private final Accounts accounts;
    private final UsageCounts usage;
    private final Removal removal;
    private final OperatorTaskRunner tasks;

    @Inject
    public OrganizationRoutes(Accounts accounts, UsageCounts usage, Removal removal, OperatorTaskRunner tasks) {
        this.accounts = accounts;
        this.usage = usage;
        this.removal = removal;
        this.tasks = tasks;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        Answer.forErrors(service);
        service.get(BASE, this::list);
        service.post(BASE, this::create);
        service.get(ONE, this::show);
        service.patch(ONE, this::change);
        service.delete(ONE, this::delete);
        service.post(ONE + "/suspend", this::suspend);
        service.post(ONE + "/resume", this::resume);
    }

    private Object list(Request request, Response response) {
        Asked asked = new Asked(request);
        return Answer.of(response, Listed.of(accounts.list(asked.limit(), asked.cursor())));
    }

    private Object create(Request request, Response response) {
        AccountBody body = new Asked(request).body(AccountBody.class);
        return Answer.created(response, AccountView.of(accounts.create(body.wanted())));
    }

    private Account account(Request request) {
        return accounts.get(new Asked(request).path("org"));
    }

    private Object show(Request request, Response response) {
        Account account = account(request);
        return Answer.of(response, WithUsage.of(account, usage.of(account.org())));
    }

    private Object change(Request request, Response response) {
        Account account = account(request);
        JsonNode body = new Asked(request).body(JsonNode.class);
        return Answer.of(response, AccountView.of(accounts.change(account.org().id(), AccountBody.change(body))));
    }

    /** Why an organisation is suspended, for its callers to read; null for no reason. */
    record Suspended(String reason) {}

    private Object suspend(Request request, Response response) {
        Account account = account(request);
        String reason = new Asked(request).body(Suspended.class).reason();
        return Answer.of(response, AccountView.of(accounts.suspend(account.org().id(), reason)));
    }

    private Object resume(Request request, Response response) {
        return Answer.of(
                response, AccountView.of(accounts.resume(account(request).org().id())));
    }

    private Object delete(Request request, Response response) {
        Account account = account(request);
        removal.require(account.org(), new Asked(request).text("slug"));
        return tasks.begin(
                response,
                "agents-delete-organization",
                Map.of("organization", account.org().id().value()),
                progress -> remove(account, progress));
    }

    private void remove(Account account, Progress progress) throws InterruptedException {
        if (!removal.run(account.org(), progress)) {
            progress.add(Progress.FAILED);
        }
    }
}
