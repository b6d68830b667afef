package io.jamesagents.rest.operator;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.jamesagents.Json;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.history.MailboxAdoption;
import io.jamesagents.ingest.history.MailboxHistory;
import io.jamesagents.operator.Accounts;
import io.jamesagents.operator.Operator;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Page;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.jspecify.annotations.Nullable;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * The inboxes of organisations, for the operator, on James's webadmin: listed, and made of James users who are there already,
 * with all the mail they have. Named in {@code webadmin.properties} as {@code extensions.routes}.
 */
public final class InboxRoutes implements Routes {
    private static final String BASE = OrganizationRoutes.ONE + "/inboxes";

    private final Accounts accounts;
    private final Inboxes inboxes;
    private final MailboxAdoption adoption;
    private final MailboxHistory history;
    private final OperatorTaskRunner tasks;

    @Inject
    public InboxRoutes(
            Accounts accounts,
            Inboxes inboxes,
            MailboxAdoption adoption,
            MailboxHistory history,
            OperatorTaskRunner tasks) {
        this.accounts = accounts;
        this.inboxes = inboxes;
        this.adoption = adoption;
        this.history = history;
        this.tasks = tasks;
    }

    @Override
    public String getBasePath() {
        return OrganizationRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        Answer.forErrors(service);
        service.get(BASE, this::list);
        service.post(BASE + "/adopt", this::adopt);
    }

    /** An inbox, and the James user whose mailboxes it has. */
    record View(String id, String address, String user, @Nullable String displayName, String status, String createdAt) {
        static View of(Inbox inbox) {
            return new View(
                    inbox.id().value(),
                    inbox.address(),
                    inbox.mailboxUser(),
                    inbox.displayName(),
                    inbox.active() ? "active" : "inactive",
                    Json.time(inbox.createdAt()));
        }
    }

    /** Some of them, and where the list goes on. */
    record Listed(List<View> inboxes, @Nullable String nextCursor) {}

    private OrgId org(Request request) {
        return accounts.get(new Asked(request).path("org")).org().id();
    }

    private Object list(Request request, Response response) {
        Asked asked = new Asked(request);
        Page<Inbox> page = inboxes.list(Reach.all(org(request)), null, asked.limit(), asked.cursor());
        return Answer.of(response, new Listed(page.rows().stream().map(View::of).toList(), page.nextCursor()));
    }

    /** Whom to adopt: the address of a James user, and a name for the inbox or null. */
    record Adoptee(String user, @JsonAlias("display_name") String displayName) {}

    private Object adopt(Request request, Response response) {
        Adoptee wanted = new Asked(request).body(Adoptee.class);
        OrgId org = org(request);
        Inbox inbox = adoption.adopt(org, wanted.user(), wanted.displayName(), Operator.ACTOR);
        return tasks.begin(
                response,
                "agents-adopt",
                Map.of("organization", org.value(), "inbox", inbox.id().value()),
                progress -> history.take(inbox, progress));
    }
}
