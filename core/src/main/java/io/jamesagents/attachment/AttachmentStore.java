package io.jamesagents.attachment;

import io.jamesagents.attachment.AttachmentDetails.Place;
import io.jamesagents.inbox.Reach;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the tables of messages say about their files. */
final class AttachmentStore {

    Optional<AttachmentDetails> find(Handle handle, Reach reach, AttachmentId id) {
        return reach.bind(handle.createQuery("SELECT a.*, m.mailbox, m.uid_validity, m.uid, i.mailbox_user"
                                + " FROM attachment a JOIN message m ON m.id = a.message_id"
                                + " JOIN inbox i ON i.id = m.inbox_id WHERE a.id = :id AND a.org_id = :org"
                                + " AND m.org_id = :org" + reach.and("m.inbox_id"))
                        .bind("id", id.value())
                        .bind("org", reach.org().value()))
                .map((row, context) -> details(row))
                .findOne();
    }

    private static AttachmentDetails details(ResultSet row) throws SQLException {
        return new AttachmentDetails(
                new AttachmentId(row.getString("id")),
                new MessageId(row.getString("message_id")),
                row.getString("filename"),
                row.getString("mime_type"),
                row.getLong("size"),
                row.getString("content_id"),
                new Place(
                        new MailFolder(row.getString("mailbox_user"), row.getString("mailbox")),
                        new StoredUid(row.getLong("uid_validity"), row.getLong("uid")),
                        row.getInt("part")));
    }

    /** Whose a file is, uploaded or on a message. */
    Optional<OrgId> owner(Handle handle, AttachmentId id) {
        return handle.createQuery("SELECT org_id FROM attachment WHERE id = :id"
                        + " UNION ALL SELECT org_id FROM upload WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .findFirst()
                .map(OrgId::new);
    }
}
