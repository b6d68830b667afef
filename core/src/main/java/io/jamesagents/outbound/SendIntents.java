package io.jamesagents.outbound;

import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.MailHead;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails on their way into a Sent mailbox: noted before, forgotten when accepted, taken out when a crash came between. */
public final class SendIntents {
    private static final Logger LOGGER = LoggerFactory.getLogger(SendIntents.class);
    private static final Duration GRACE = Duration.ofMinutes(2);
    private static final int BATCH = 100;
    private static final int SCAN = 1_000;

    private final Database database;
    private final Mailboxes mailboxes;
    private final Clock clock;

    public SendIntents(Database database, Mailboxes mailboxes, Clock clock) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    private record Intent(String messageId, String mailboxUser, long afterUid) {}

    void begin(Composed mail) {
        database.update(handle -> handle.createUpdate(
                        "INSERT INTO send_intent (message_id, org_id, inbox_id, after_uid, created_at)"
                                + " VALUES (:message, :org, :inbox, COALESCE((SELECT uid FROM message"
                                + " WHERE inbox_id = :inbox AND mailbox = :mailbox"
                                + " ORDER BY created_at DESC, id DESC LIMIT 1), 0), :now)")
                .bind("message", mail.id().value())
                .bind("org", mail.inbox().org().value())
                .bind("inbox", mail.inbox().id().value())
                .bind("mailbox", MailFolder.SENT)
                .bind("now", clock.millis())
                .execute());
    }

    /** Ends an intent, as part of the transaction that accepts its mail or after its copy was taken out. */
    static void end(Handle handle, String messageId) {
        handle.createUpdate("DELETE FROM send_intent WHERE message_id = :message")
                .bind("message", messageId)
                .execute();
    }

    /** Takes the copy out of the Sent mailbox again; if that is not possible now, {@link #sweep} does it. */
    void takeBack(Composed mail, StoredUid place) {
        try {
            mailboxes.delete(MailFolder.sent(mail.inbox().mailboxUser()), place);
            database.update(handle -> end(handle, mail.id().value()));
        } catch (RuntimeException e) {
            LOGGER.warn("The copy of message {}, which is not sent, stays for a while", mail.id(), e);
        }
    }

    /** Takes out of the Sent mailboxes what nobody was told is sent. */
    public void sweep() {
        long before = clock.millis() - GRACE.toMillis();
        database.read(handle -> handle.createQuery("SELECT s.message_id, i.mailbox_user, s.after_uid"
                                + " FROM send_intent s JOIN inbox i ON i.id = s.inbox_id"
                                + " WHERE s.created_at < :before LIMIT :limit")
                        .bind("before", before)
                        .bind("limit", BATCH)
                        .map((row, context) -> new Intent(row.getString(1), row.getString(2), row.getLong(3)))
                        .list())
                .forEach(this::sweep);
    }

    private void sweep(Intent intent) {
        MailFolder sent = MailFolder.sent(intent.mailboxUser());
        mailboxes.list(sent, intent.afterUid(), SCAN, Composer.TRACE).stream()
                .filter(head -> intent.messageId().equals(head.header()))
                .map(MailHead::place)
                .forEach(place -> mailboxes.delete(sent, place));
        database.update(handle -> end(handle, intent.messageId()));
        LOGGER.info("Message {} was never accepted and is not sent", intent.messageId());
    }
}
