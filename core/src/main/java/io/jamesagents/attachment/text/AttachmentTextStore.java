package io.jamesagents.attachment.text;

import io.jamesagents.attachment.AttachmentId;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code attachment_text}. */
final class AttachmentTextStore {

    /** Where a file is that is on a message. */
    record Owner(MessageId message, InboxId inbox) {}

    Optional<Owner> owner(Handle handle, OrgId org, AttachmentId id) {
        return handle.createQuery("SELECT m.id, m.inbox_id FROM attachment a JOIN message m ON m.id = a.message_id"
                        + " WHERE a.id = :id AND a.org_id = :org AND m.org_id = :org")
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, context) -> new Owner(new MessageId(row.getString(1)), new InboxId(row.getString(2))))
                .findOne();
    }

    void put(Handle handle, OrgId org, MessageId message, AttachmentId id, FileText text, Instant now) {
        handle.createUpdate("INSERT INTO attachment_text (attachment_id, org_id, message_id, state, text, truncated,"
                        + " reason, created_at) VALUES (:id, :org, :message, :state, :text, :truncated, :reason, :now)"
                        + " ON CONFLICT (attachment_id) DO UPDATE SET state = excluded.state, text = excluded.text,"
                        + " truncated = excluded.truncated, reason = excluded.reason, created_at = excluded.created_at")
                .bind("id", id.value())
                .bind("org", org.value())
                .bind("message", message.value())
                .bind("state", text.state().word())
                .bind("text", text.text())
                .bind("truncated", text.truncated() ? 1 : 0)
                .bind("reason", text.reason())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    Optional<FileText> find(Handle handle, OrgId org, AttachmentId id) {
        return handle.createQuery("SELECT state, text, truncated, reason FROM attachment_text"
                        + " WHERE attachment_id = :id AND org_id = :org")
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, context) -> text(row))
                .findOne();
    }

    List<NamedText> ofMessage(Handle handle, OrgId org, MessageId message) {
        return handle.createQuery("SELECT t.attachment_id, a.filename, t.text FROM attachment_text t"
                        + " JOIN attachment a ON a.id = t.attachment_id AND a.org_id = :org"
                        + " WHERE t.message_id = :message AND t.org_id = :org AND t.state = 'ready' ORDER BY a.part")
                .bind("org", org.value())
                .bind("message", message.value())
                .map((row, context) ->
                        new NamedText(new AttachmentId(row.getString(1)), row.getString(2), row.getString(3)))
                .list();
    }

    private static FileText text(ResultSet row) throws SQLException {
        return new FileText(
                TextState.of(row.getString("state")),
                row.getString("text"),
                row.getInt("truncated") == 1,
                row.getString("reason"));
    }
}
