package io.jamesagents.ingest.history;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.StoredUid;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What of a user's mail is a message already. */
final class KnownMails {
    private KnownMails() {}

    static Set<StoredUid> in(Handle handle, InboxId inbox, MailFolder folder) {
        return new HashSet<>(handle.createQuery(
                        "SELECT uid_validity, uid FROM message WHERE inbox_id = :inbox AND mailbox = :mailbox")
                .bind("inbox", inbox.value())
                .bind("mailbox", folder.name())
                .map((row, context) -> new StoredUid(row.getLong(1), row.getLong(2)))
                .list());
    }

    /**
     * Whether a mail is there already, from an earlier look or as a copy in another mailbox: one at the same place, or one with
     * the same Message-ID ({@code key}, which may be null) and body.
     */
    static boolean has(Handle handle, InboxId inbox, OldMail mail, String key, String bodyHash) {
        return handle.createQuery("SELECT 1 FROM message WHERE inbox_id = :inbox AND ((mailbox = :mailbox"
                        + " AND uid_validity = :validity AND uid = :uid)"
                        + " OR (message_key = :key AND body_hash = :hash)) LIMIT 1")
                .bind("inbox", inbox.value())
                .bind("mailbox", mail.folder().name())
                .bind("validity", mail.place().uidValidity())
                .bind("uid", mail.place().uid())
                .bind("key", key)
                .bind("hash", bodyHash)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }
}
