package io.jamesagents.inbox;

import io.jamesagents.org.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The end of inboxes, from the moment they stop to the day after, within transactions of the one who deletes their data. The row
 * of an erased inbox stays, without anything about anybody: its address stays its organisation's, so that nobody else gets mail
 * that is meant for it.
 */
public final class InboxErasure {
    private static final Duration WATCHED = Duration.ofHours(24);
    private static final Duration FIRST_SWEEP = Duration.ofMinutes(1);

    private InboxErasure() {}

    /** An erased inbox at which late mail may still arrive. */
    public record Erased(InboxId id, OrgId org, String mailboxUser, Instant erasedAt) {}

    /** Stops an inbox, or all of the organisation when it is null: nothing is delivered to it any more. */
    public static void begin(Handle handle, OrgId org, InboxId inbox, long now) {
        handle.createUpdate("UPDATE inbox SET deleted_at = COALESCE(deleted_at, :now), erasure = 'running'"
                        + " WHERE org_id = :org AND erased_at IS NULL AND (id = :inbox OR :inbox = '')")
                .bind("now", now)
                .bind("org", org.value())
                .bind("inbox", inbox == null ? "" : inbox.value())
                .execute();
    }

    /** Whether another inbox has the same mailboxes: one that was made at the address of a deleted one. */
    public static boolean shared(Handle handle, InboxId inbox, String mailboxUser) {
        return handle.createQuery("SELECT 1 FROM inbox WHERE mailbox_user = :user AND id <> :inbox"
                        + " AND erased_at IS NULL LIMIT 1")
                .bind("user", mailboxUser)
                .bind("inbox", inbox.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Ends the erasure; false when it had ended before. */
    public static boolean end(Handle handle, OrgId org, InboxId inbox, long now) {
        handle.createUpdate("UPDATE inbox_address SET erased_at = :now WHERE org_id = :org AND address IN ("
                        + "SELECT a.address FROM inbox_address a WHERE a.inbox_id = :inbox"
                        + " UNION SELECT i.address FROM inbox i WHERE i.id = :inbox"
                        + " UNION SELECT i.mailbox_user FROM inbox i WHERE i.id = :inbox"
                        + " EXCEPT SELECT l.address FROM inbox l WHERE l.org_id = :org AND l.deleted_at IS NULL)")
                .bind("now", now)
                .bind("org", org.value())
                .bind("inbox", inbox.value())
                .execute();
        return handle.createUpdate("UPDATE inbox SET erasure = 'done', erased_at = :now, sweep_at = :sweep,"
                                + " status = 'inactive', display_name = NULL, agent = NULL, webhook_endpoint = NULL,"
                                + " webhook_events = NULL, webhook_secret = NULL, webhook_old_secret = NULL,"
                                + " webhook_disabled_at = NULL, webhook_disabled_reason = NULL, tag_rules = '[]',"
                                + " extraction_schema = NULL, unsubscribe = 0"
                                + " WHERE id = :inbox AND org_id = :org AND erased_at IS NULL")
                        .bind("now", now)
                        .bind("sweep", now + FIRST_SWEEP.toMillis())
                        .bind("inbox", inbox.value())
                        .bind("org", org.value())
                        .execute()
                == 1;
    }

    public static List<Erased> toSweep(Handle handle, long now, int limit) {
        return handle.createQuery("SELECT id, org_id, mailbox_user, erased_at FROM inbox"
                        + " WHERE sweep_at <= :now ORDER BY sweep_at LIMIT :limit")
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new Erased(
                        new InboxId(row.getString(1)),
                        new OrgId(row.getString(2)),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4))))
                .list();
    }

    /** The addresses of erased inboxes, without those that belong to living ones by now. */
    public static List<String> addresses(Handle handle, List<Erased> inboxes) {
        List<String> ids = inboxes.stream().map(inbox -> inbox.id().value()).toList();
        return handle.createQuery("SELECT address FROM inbox_address WHERE inbox_id IN (<ids>)"
                        + " UNION SELECT address FROM inbox WHERE id IN (<ids>)"
                        + " UNION SELECT mailbox_user FROM inbox WHERE id IN (<ids>)"
                        + " EXCEPT SELECT address FROM inbox WHERE deleted_at IS NULL")
                .bindList("ids", ids)
                .mapTo(String.class)
                .list();
    }

    /** Names the next sweep, ever later; after a day there is none any more, and the address is blanked. */
    public static void swept(Handle handle, Erased inbox, long now) {
        long since = now - inbox.erasedAt().toEpochMilli();
        if (since >= WATCHED.toMillis()) {
            handle.createUpdate("UPDATE inbox SET sweep_at = NULL, address = '', local_part = '', mailbox_user = ''"
                            + " WHERE id = :inbox AND org_id = :org AND erased_at IS NOT NULL")
                    .bind("inbox", inbox.id().value())
                    .bind("org", inbox.org().value())
                    .execute();
            return;
        }
        long next = Math.min(
                now + Math.max(FIRST_SWEEP.toMillis(), since / 2),
                inbox.erasedAt().plus(WATCHED).toEpochMilli());
        handle.createUpdate("UPDATE inbox SET sweep_at = :next WHERE id = :inbox AND org_id = :org")
                .bind("next", next)
                .bind("inbox", inbox.id().value())
                .bind("org", inbox.org().value())
                .execute();
    }
}
