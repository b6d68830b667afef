package io.jamesagents.rest.operator;

import io.jamesagents.operator.Accounts;
import io.jamesagents.org.OrgId;
import io.jamesagents.rest.webhook.DeliveryView;
import io.jamesagents.store.Page;
import io.jamesagents.webhook.DeadLetter;
import io.jamesagents.webhook.DeadLetters;
import io.jamesagents.webhook.DeliveryId;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.jspecify.annotations.Nullable;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * Webhook deliveries that were given up, of all organisations, for the operator, on James's webadmin: listed, tried again, dropped;
 * one by one, or all that {@code org} and {@code endpoint} let through as a task. Named in {@code webadmin.properties} as {@code
 * extensions.routes}.
 */
public final class DeadWebhookRoutes implements Routes {
    private static final String BASE = "/agents/webhooks/dead";
    private static final String ONE = BASE + "/:id";

    private final DeadLetters letters;
    private final Accounts accounts;
    private final OperatorTaskRunner tasks;

    @Inject
    public DeadWebhookRoutes(DeadLetters letters, Accounts accounts, OperatorTaskRunner tasks) {
        this.letters = letters;
        this.accounts = accounts;
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
        service.delete(BASE, this::dropAll);
        service.post(BASE + "/retry", this::retryAll);
        service.post(ONE + "/retry", this::retry);
        service.delete(ONE, this::drop);
    }

    private DeadLetter.Filter filter(Request request) {
        Asked asked = new Asked(request);
        String org = asked.text("org");
        OrgId id = org == null ? null : accounts.get(org).org().id();
        return new DeadLetter.Filter(id, asked.text("endpoint"));
    }

    /** A delivery, and whose it is. */
    record View(String organization, DeliveryView delivery) {
        static View of(DeadLetter letter) {
            return new View(letter.org().value(), DeliveryView.of(letter.delivery()));
        }
    }

    /** Some of them, and where the list goes on. */
    record Listed(List<View> deliveries, @Nullable String nextCursor) {}

    private Object list(Request request, Response response) {
        Asked asked = new Asked(request);
        Page<DeadLetter> page = letters.list(filter(request), asked.limit(), asked.cursor());
        return Answer.of(response, new Listed(page.rows().stream().map(View::of).toList(), page.nextCursor()));
    }

    private static DeliveryId id(Request request) {
        return new DeliveryId(new Asked(request).path("id"));
    }

    private Object retry(Request request, Response response) {
        letters.retry(id(request));
        return Answer.nothing(response);
    }

    private Object drop(Request request, Response response) {
        letters.drop(id(request));
        return Answer.nothing(response);
    }

    private Object retryAll(Request request, Response response) {
        DeadLetter.Filter filter = filter(request);
        return tasks.begin(response, "agents-webhooks-retry", Map.of(), progress -> letters.retryAll(filter, progress));
    }

    private Object dropAll(Request request, Response response) {
        DeadLetter.Filter filter = filter(request);
        return tasks.begin(response, "agents-webhooks-drop", Map.of(), progress -> letters.dropAll(filter, progress));
    }
}
