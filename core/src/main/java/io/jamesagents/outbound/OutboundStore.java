package io.jamesagents.outbound;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code outbound_recipient}. */
final class OutboundStore {

    /** A mail that was accepted but whose way into the mail queue was cut off. */
    record Unqueued(
            String messageId,
            String org,
            String mailboxUser,
            String sender,
            StoredUid place,
            InboxId inbox,
            boolean unsubscribe) {}

    void insert(Handle handle, OrgId org, InboxId inbox, MessageId message, List<Recipient> recipients, long now) {
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO outbound_recipient (message_id, recipient, org_id, inbox_id, role, state, updated_at)"
                        + " VALUES (:message, :recipient, :org, :inbox, :role, 'accepted', :now)");
        recipients.forEach(recipient -> batch.bind("message", message.value())
                .bind("recipient", recipient.address())
                .bind("org", org.value())
                .bind("inbox", inbox.value())
                .bind("role", recipient.role())
                .bind("now", now)
                .add());
        batch.execute();
    }

    void queued(Handle handle, OrgId org, String message, List<String> recipients, long now) {
        handle.createUpdate("UPDATE outbound_recipient SET state = 'queued', updated_at = :now"
                        + " WHERE message_id = :message AND org_id = :org AND recipient IN (<recipients>)")
                .bind("now", now)
                .bind("message", message)
                .bindList("recipients", recipients)
                .bind("org", org.value())
                .execute();
    }

    List<Unqueued> unqueued(Handle handle, long before, int limit) {
        return handle.createQuery("SELECT DISTINCT m.id, m.org_id, i.mailbox_user, m.sender, m.uid_validity, m.uid,"
                        + " i.id, i.unsubscribe"
                        + " FROM outbound_recipient r JOIN message m ON m.id = r.message_id"
                        + " JOIN inbox i ON i.id = m.inbox_id"
                        + " WHERE r.state = 'accepted' AND r.updated_at < :before LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new Unqueued(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        new StoredUid(row.getLong(5), row.getLong(6)),
                        new InboxId(row.getString(7)),
                        row.getInt(8) == 1))
                .list();
    }

    List<String> accepted(Handle handle, String message) {
        return handle.createQuery(
                        "SELECT recipient FROM outbound_recipient WHERE message_id = :message AND state = 'accepted'")
                .bind("message", message)
                .mapTo(String.class)
                .list();
    }
}
