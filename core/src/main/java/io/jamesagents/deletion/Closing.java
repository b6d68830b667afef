package io.jamesagents.deletion;

import io.jamesagents.inbox.InboxErasure;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.store.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The turning points of a deletion: inboxes stop, domains are free again, an organisation ends, loose ends go. */
final class Closing {
    private final Database database;
    private final Inboxes inboxes;
    private final MailAccounts accounts;

    Closing(Database database, Inboxes inboxes, MailAccounts accounts) {
        this.database = database;
        this.inboxes = inboxes;
        this.accounts = accounts;
    }

    boolean stopInboxes(Run run) {
        Target target = run.target();
        run.commit(handle -> {
            InboxErasure.begin(handle, target.org(), target.wanted().inbox(), run.now());
            return Counts.NONE;
        });
        inboxes.changed();
        return true;
    }

    boolean freeDomains(Run run) {
        domains(run).forEach(accounts::removeDomain);
        run.goOn();
        return true;
    }

    private List<String> domains(Run run) {
        return database.read(
                handle -> handle.createQuery("SELECT name FROM mail_domain WHERE org_id = :org AND status = 'verified'")
                        .bind("org", run.target().org().value())
                        .mapTo(String.class)
                        .list());
    }

    /** From here on nobody can make anything new in the organisation. */
    boolean endOrganisation(Run run) {
        String org = run.target().org().value();
        run.commit(handle -> {
            long keys = delete(handle, "api_key WHERE org_id = :org", org);
            handle.createUpdate("UPDATE org SET status = 'deleted', name = 'Deleted', slug = :slug, updated_at = :now"
                            + " WHERE id = :org AND status <> 'deleted'")
                    .bind("slug", "deleted-" + org)
                    .bind("now", run.now())
                    .bind("org", org)
                    .execute();
            return Counts.of(Counts.API_KEYS, keys);
        });
        return true;
    }

    /** What requests that were under way have still hung on something that is gone. */
    boolean looseEnds(Run run) {
        String org = run.target().org().value();
        run.commit(handle -> {
            delete(
                    handle,
                    "thread_tag WHERE org_id = :org"
                            + " AND NOT EXISTS (SELECT 1 FROM mail_thread t WHERE t.id = thread_tag.thread_id)",
                    org);
            delete(
                    handle,
                    "webhook_attempt WHERE org_id = :org AND NOT EXISTS"
                            + " (SELECT 1 FROM webhook_delivery d WHERE d.id = webhook_attempt.delivery_id)",
                    org);
            return Counts.NONE;
        });
        return true;
    }

    private static long delete(Handle handle, String from, String org) {
        return handle.createUpdate("DELETE FROM " + from).bind("org", org).execute();
    }
}
