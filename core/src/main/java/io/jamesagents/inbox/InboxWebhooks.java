package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What becomes of the webhooks of inboxes after they are set: their secrets are rotated, and dead endpoints turned off. */
public final class InboxWebhooks {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);
    private static final int MOST_LISTED = 100;

    private final Database database;
    private final Inboxes inboxes;
    private final Clock clock;

    public InboxWebhooks(Database database, Inboxes inboxes, Clock clock) {
        this.database = database;
        this.inboxes = inboxes;
        this.clock = clock;
    }

    /** A webhook that is called no more. */
    public record Off(InboxId inbox, String endpoint, Instant at, String reason) {}

    /** Gives the webhook a new secret; until the overlap is over, deliveries are signed with the present one as well. */
    public Inbox rotateSecret(Reach reach, InboxId id, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new Invalid(
                    "overlap_seconds", "overlap_seconds must be between 0 and " + LONGEST_OVERLAP.toSeconds());
        }
        reach.require(id);
        Inbox rotated = database.write(handle -> rotate(handle, reach.org(), id, overlap));
        inboxes.changed();
        return rotated;
    }

    private Inbox rotate(Handle handle, OrgId org, InboxId id, Duration overlap) {
        database.lock(handle, id);
        Inbox inbox = InboxStore.in(handle, id)
                .filter(found -> found.org().equals(org))
                .orElseThrow(() -> new NotFound("Inbox"));
        if (inbox.webhook() == null) {
            throw new Invalid("webhook", "The inbox has no webhook");
        }
        WebhookColumns.set(handle, inbox, inbox.webhook().rotated(overlap, clock.instant()));
        return InboxStore.in(handle, id).orElseThrow();
    }

    /**
     * Turns the webhook off, in a transaction after which {@link #turnedOff} is called; false if it leads elsewhere by now, or
     * is off already.
     */
    public boolean turnOff(Handle handle, OrgId org, InboxId id, String endpoint, String reason) {
        return handle.createUpdate("UPDATE inbox SET webhook_disabled_at = :now, webhook_disabled_reason = :reason"
                                + " WHERE id = :id AND org_id = :org AND webhook_endpoint = :endpoint"
                                + " AND webhook_disabled_at IS NULL")
                        .bind("now", clock.millis())
                        .bind("reason", reason)
                        .bind("id", id.value())
                        .bind("org", org.value())
                        .bind("endpoint", endpoint)
                        .execute()
                == 1;
    }

    /** Webhooks were turned off, and that is on disk. */
    public void turnedOff() {
        inboxes.changed();
    }

    /** Those that are off, the first {@value #MOST_LISTED} of them by inbox. */
    public List<Off> off(Reach reach) {
        return database.read(handle -> reach.bind(handle.createQuery("SELECT id, webhook_endpoint,"
                        + " webhook_disabled_at, webhook_disabled_reason FROM inbox WHERE org_id = :org"
                        + " AND webhook_disabled_at IS NOT NULL AND deleted_at IS NULL" + reach.and("id")
                        + " ORDER BY id LIMIT " + MOST_LISTED))
                .bind("org", reach.org().value())
                .map((row, context) -> new Off(
                        new InboxId(row.getString(1)),
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        row.getString(4)))
                .list());
    }
}
