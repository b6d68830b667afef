package io.jamesagents.outbound;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.report.ReturnPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code outbound_recipient}. */
final class OutboundStore {

    /** A mail that was accepted but whose way into the mail queue was cut off. */
    record Unqueued(MailToQueue mail, String mailboxUser, String from, StoredUid place) {}

    void insert(Handle handle, Composed mail, List<Recipient> recipients, long now) {
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO outbound_recipient (message_id, recipient, org_id, inbox_id, role, state, return_tag,"
                        + " return_day, updated_at) VALUES (:message, :recipient, :org, :inbox, :role, 'accepted', :tag,"
                        + " :day, :now)");
        for (Recipient recipient : recipients) {
            ReturnPath returnPath = mail.returnPaths().get(recipient.address());
            batch.bind("message", mail.id().value())
                    .bind("recipient", recipient.address())
                    .bind("org", mail.inbox().org().value())
                    .bind("inbox", mail.inbox().id().value())
                    .bind("role", recipient.role())
                    .bind("tag", returnPath.tag())
                    .bind("day", returnPath.day())
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    /** James may have been faster, and know more of a recipient by now. */
    void queued(Handle handle, OrgId org, MessageId message, List<String> recipients, long now) {
        handle.createUpdate("UPDATE outbound_recipient SET state = 'queued', updated_at = :now"
                        + " WHERE message_id = :message AND org_id = :org AND recipient IN (<recipients>)"
                        + " AND state = 'accepted'")
                .bind("now", now)
                .bind("message", message.value())
                .bindList("recipients", recipients)
                .bind("org", org.value())
                .execute();
    }

    List<Unqueued> unqueued(Handle handle, long before, int limit) {
        return handle.createQuery(
                        "SELECT DISTINCT m.id, m.org_id, m.inbox_id, i.address, i.unsubscribe, i.mailbox_user,"
                                + " m.sender, m.uid_validity, m.uid FROM outbound_recipient r JOIN message m ON m.id = r.message_id"
                                + " JOIN inbox i ON i.id = m.inbox_id"
                                + " WHERE r.state = 'accepted' AND r.updated_at < :before LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new Unqueued(
                        new MailToQueue(
                                new MessageId(row.getString(1)),
                                new OrgId(row.getString(2)),
                                new InboxId(row.getString(3)),
                                row.getString(4),
                                row.getInt(5) == 1),
                        row.getString(6),
                        row.getString(7),
                        new StoredUid(row.getLong(8), row.getLong(9))))
                .list();
    }

    /** The recipients to whom a mail is still to be queued, with the tags of their return paths; null for those of old mail. */
    Map<String, String> accepted(Handle handle, MessageId message) {
        Map<String, String> tags = new LinkedHashMap<>();
        handle.createQuery("SELECT recipient, return_tag FROM outbound_recipient"
                        + " WHERE message_id = :message AND state = 'accepted' ORDER BY recipient")
                .bind("message", message.value())
                .map((row, context) -> tags.put(row.getString(1), row.getString(2)))
                .list();
        return tags;
    }
}
