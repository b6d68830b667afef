package io.jamesagents.webhook;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Progress;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The webhook deliveries that were given up, of all organisations, for the operator. They are kept for 30 days. */
public final class DeadLetters {
    private static final int PAGE = 200;

    private final Database database;
    private final WebhookDeliveries deliveries;
    private final Audit audit;
    private final String actor;

    /** {@code actor} is who the audit log says it was. */
    public DeadLetters(Database database, WebhookDeliveries deliveries, Audit audit, String actor) {
        this.database = database;
        this.deliveries = deliveries;
        this.audit = audit;
        this.actor = actor;
    }

    /** The newest first. */
    public Page<DeadLetter> list(DeadLetter.Filter filter, int limit, Cursor after) {
        String sql = "SELECT * FROM webhook_delivery" + filter.where()
                + (after == null ? "" : " AND (created_at, id) < (:time, :id)")
                + " ORDER BY created_at DESC, id DESC LIMIT :limit";
        List<DeadLetter> rows = database.read(handle -> {
            var query = handle.createQuery(sql).bind("limit", limit + 1);
            if (filter.org() != null) {
                query.bind("org", filter.org().value());
            }
            if (filter.endpoint() != null) {
                query.bind("endpoint", filter.endpoint());
            }
            if (after != null) {
                query.bind("time", after.time()).bind("id", after.id());
            }
            return query.map((row, context) ->
                            new DeadLetter(new OrgId(row.getString("org_id")), DeliveryStore.delivery(row)))
                    .list();
        });
        return Page.of(rows, limit, DeadLetters::cursor);
    }

    private static Cursor cursor(DeadLetter letter) {
        WebhookDelivery delivery = letter.delivery();
        return new Cursor(delivery.createdAt().toEpochMilli(), delivery.id().value());
    }

    /** Makes one due now, at the endpoint that the inbox has now; refused when it has none, or a turned off one. */
    public void retry(DeliveryId id) {
        OrgId org = database.read(handle -> owner(handle, id));
        deliveries.retry(Reach.all(org), id);
        database.update(handle -> audit.record(handle, org, actor, "webhook.retried", id.value()));
    }

    /** Removes one for good, with its attempts. */
    public void drop(DeliveryId id) {
        database.update(handle -> {
            OrgId org = owner(handle, id);
            WebhookRetention.remove(handle, List.of(id.value()));
            audit.record(handle, org, actor, "webhook.dropped", id.value());
        });
    }

    private static OrgId owner(Handle handle, DeliveryId id) {
        return handle.createQuery("SELECT org_id FROM webhook_delivery WHERE id = :id AND state = 'dead'")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(OrgId::new)
                .orElseThrow(() -> new NotFound("Dead webhook delivery"));
    }

    /** Retries all that the filter lets through and that were given up by now; what cannot be retried stays. */
    public void retryAll(DeadLetter.Filter filter, Progress progress) throws InterruptedException {
        each(filter, progress, this::retry);
    }

    /** Drops all that the filter lets through and that were given up by now. */
    public void dropAll(DeadLetter.Filter filter, Progress progress) throws InterruptedException {
        each(filter, progress, this::drop);
    }

    /** From the newest to the oldest: what is given up meanwhile is not met. */
    private void each(DeadLetter.Filter filter, Progress progress, Consumer<DeliveryId> work)
            throws InterruptedException {
        Cursor after = null;
        do {
            Page<DeadLetter> page = list(filter, PAGE, after);
            for (DeadLetter letter : page.rows()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                progress.add(done(letter.delivery().id(), work) ? Progress.DONE : Progress.FAILED);
            }
            after = Cursor.decode(page.nextCursor());
        } while (after != null);
    }

    private static boolean done(DeliveryId id, Consumer<DeliveryId> work) {
        try {
            work.accept(id);
            return true;
        } catch (Invalid | NotFound e) {
            return false;
        }
    }
}
