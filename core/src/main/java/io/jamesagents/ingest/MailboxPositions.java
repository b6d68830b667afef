package io.jamesagents.ingest;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.store.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** How far each inbox's mailbox has been compared, and when. */
public final class MailboxPositions {
    private final Database database;

    public MailboxPositions(Database database) {
        this.database = database;
    }

    /** The inboxes that were compared longest ago, those never compared first. */
    List<String> next(int limit) {
        return database.read(handle -> handle.createQuery("SELECT i.id FROM inbox i"
                        + " LEFT JOIN mailbox_position p ON p.inbox_id = i.id AND p.mailbox = :mailbox"
                        + " WHERE i.deleted_at IS NULL ORDER BY COALESCE(p.compared_at, 0), i.id LIMIT :limit")
                .bind("mailbox", MailFolder.INBOX)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    /** Where the last comparison ended; 0 when there was none with this UIDVALIDITY. */
    public long lastUid(Inbox inbox, long uidValidity) {
        return database.read(handle -> handle.createQuery("SELECT last_uid FROM mailbox_position"
                                + " WHERE inbox_id = :inbox AND mailbox = :mailbox AND uid_validity = :validity")
                        .bind("inbox", inbox.id().value())
                        .bind("mailbox", MailFolder.INBOX)
                        .bind("validity", uidValidity)
                        .mapTo(Long.class)
                        .findOne())
                .orElse(0L);
    }

    void reached(Inbox inbox, long uidValidity, long lastUid, long now) {
        database.update(handle -> reached(handle, inbox, uidValidity, lastUid, now));
    }

    /** Notes that mail up to this UID is not for the comparison to find; part of a larger transaction. */
    public static void reached(Handle handle, Inbox inbox, long uidValidity, long lastUid, long now) {
        handle.createUpdate(
                        "INSERT INTO mailbox_position (inbox_id, mailbox, org_id, uid_validity, last_uid, compared_at)"
                                + " VALUES (:inbox, :mailbox, :org, :validity, :uid, :now)"
                                + " ON CONFLICT (inbox_id, mailbox) DO UPDATE SET uid_validity = excluded.uid_validity,"
                                + " last_uid = excluded.last_uid, compared_at = excluded.compared_at")
                .bind("inbox", inbox.id().value())
                .bind("mailbox", MailFolder.INBOX)
                .bind("org", inbox.org().value())
                .bind("validity", uidValidity)
                .bind("uid", lastUid)
                .bind("now", now)
                .execute();
    }
}
