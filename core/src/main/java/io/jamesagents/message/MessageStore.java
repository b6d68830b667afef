package io.jamesagents.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.org.OrgId;
import io.jamesagents.thread.Evidence;
import io.jamesagents.thread.ThreadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** The tables {@code message}, {@code message_body} and {@code attachment}. */
public final class MessageStore {
    private static final String SELECT =
            "SELECT m.*, b.text AS body_text, b.html AS body_html, b.visible_text, b.quoted_text, b.markdown, i.address AS inbox_address"
                    + " FROM message m JOIN message_body b ON b.message_id = m.id JOIN inbox i ON i.id = m.inbox_id ";

    public void insert(Handle handle, StoredMessage message, Evidence evidence, MailOrigin origin) {
        handle.createUpdate(
                        "INSERT INTO message (id, org_id, inbox_id, domain_id, thread_id, direction, rfc_message_id,"
                                + " message_key, in_reply_to, reference_ids, subject, subject_key, prefixed, orphan_reply, sender,"
                                + " participants, snippet, attachment_count, size, marks, delivery_status, delivery_data, authentication, unverified, security, extraction, finds, proven, sent_at, created_at,"
                                + " ingest_id, body_hash, mailbox, uid_validity, uid) VALUES (:id, :org, :inbox, :domain,"
                                + " :thread, :direction, :rfcId, :key, :inReplyTo, :references, :subject, :subjectKey, :prefixed, :orphan,"
                                + " :sender, :participants, :snippet, :attachments, :size, :marks, :status, :delivery, :authentication, :unverified, :security, :extraction, :finds, :proven, :sentAt, :createdAt,"
                                + " :ingest, :hash, :mailbox, :uidValidity, :uid)")
                .bind("id", message.id().value())
                .bind("org", message.org().value())
                .bind("inbox", message.inbox().value())
                .bind("domain", message.domain().value())
                .bind("thread", message.thread().value())
                .bind("direction", message.direction().word())
                .bind("rfcId", message.rfcMessageId())
                .bind("key", evidence.ownKey())
                .bind("inReplyTo", message.inReplyTo())
                .bind("references", Json.write(message.references()))
                .bind("subject", message.subject())
                .bind("subjectKey", evidence.subjectKey())
                .bind("prefixed", evidence.prefixed() ? 1 : 0)
                .bind("orphan", evidence.orphanReply() ? 1 : 0)
                .bind("sender", message.sender())
                .bind("participants", Json.write(message.participants()))
                .bind("snippet", message.snippet())
                .bind("attachments", message.attachments().size())
                .bind("size", origin.size())
                .bind("marks", Json.write(message.marks()))
                .bind("status", message.deliveryStatus())
                .bind("delivery", json(message.delivery()))
                .bind("authentication", json(message.authentication()))
                .bind("unverified", message.unverified() ? 1 : 0)
                .bind("security", json(message.insights().security()))
                .bind("extraction", json(message.insights().extraction()))
                .bind("finds", json(message.insights().finds()))
                .bind("proven", origin.proven() ? 1 : 0)
                .bind(
                        "sentAt",
                        evidence.sentAt() == null ? null : evidence.sentAt().toEpochMilli())
                .bind("createdAt", message.createdAt().toEpochMilli())
                .bind("ingest", origin.ingestId())
                .bind("hash", origin.bodyHash())
                .bind("mailbox", origin.mailbox())
                .bind("uidValidity", origin.place().uidValidity())
                .bind("uid", origin.place().uid())
                .execute();
        insertBody(handle, message);
        insertAttachments(handle, message);
    }

    /** Puts what was understood of a message in the place of what was there; nothing if the message is gone. */
    public void understood(Handle handle, OrgId org, MessageId id, Insight insight, ObjectNode value) {
        handle.createUpdate("UPDATE message SET " + insight.column() + " = :value WHERE id = :id AND org_id = :org")
                .bind("value", Json.write(value))
                .bind("id", id.value())
                .bind("org", org.value())
                .execute();
    }

    private static String json(ObjectNode object) {
        return object == null ? null : Json.write(object);
    }

    private static ObjectNode object(String json) {
        return json == null ? null : Json.read(json, ObjectNode.class);
    }

    private static void insertBody(Handle handle, StoredMessage message) {
        handle.createUpdate(
                        "INSERT INTO message_body (message_id, org_id, text, html, visible_text, quoted_text, markdown)"
                                + " VALUES (:id, :org, :text, :html, :visible, :quoted, :markdown)")
                .bind("id", message.id().value())
                .bind("org", message.org().value())
                .bind("text", message.text())
                .bind("html", message.html())
                .bind("visible", message.body().visible())
                .bind("quoted", message.body().quoted())
                .bind("markdown", message.body().markdown())
                .execute();
    }

    private static void insertAttachments(Handle handle, StoredMessage message) {
        if (message.attachments().isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO attachment (id, org_id, message_id, part, filename, mime_type, size,"
                        + " content_id) VALUES (:id, :org, :message, :part, :filename, :type, :size, :contentId)");
        message.attachments().forEach(attachment -> batch.bind("id", attachment.id())
                .bind("org", message.org().value())
                .bind("message", message.id().value())
                .bind("part", attachment.part())
                .bind("filename", attachment.filename())
                .bind("type", attachment.mimeType())
                .bind("size", attachment.size())
                .bind("contentId", attachment.contentId())
                .add());
        batch.execute();
    }

    /** The message that this mail repeats: the same inbox, Message-ID and body, received since then. */
    public Optional<String> duplicate(Handle handle, InboxId inbox, String key, String bodyHash, Instant since) {
        if (key == null) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT id FROM message WHERE inbox_id = :inbox AND message_key = :key"
                        + " AND body_hash = :hash AND direction = 'inbound' AND created_at >= :since LIMIT 1")
                .bind("inbox", inbox.value())
                .bind("key", key)
                .bind("hash", bodyHash)
                .bind("since", since.toEpochMilli())
                .mapTo(String.class)
                .findOne();
    }

    /** Whether the mail at this place of an inbox's mailbox is a message. */
    public boolean known(Handle handle, InboxId inbox, String mailbox, StoredUid place) {
        return handle.createQuery("SELECT 1 FROM message WHERE inbox_id = :inbox AND mailbox = :mailbox"
                        + " AND uid_validity = :validity AND uid = :uid")
                .bind("inbox", inbox.value())
                .bind("mailbox", mailbox)
                .bind("validity", place.uidValidity())
                .bind("uid", place.uid())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    public Optional<StoredMessage> find(Handle handle, OrgId org, MessageId id) {
        return withAttachments(
                        handle,
                        org,
                        handle.createQuery(SELECT + "WHERE m.id = :id AND m.org_id = :org")
                                .bind("id", id.value())
                                .bind("org", org.value()))
                .stream()
                .findFirst();
    }

    /** The newest messages of a thread, newest first. */
    public List<StoredMessage> newest(Handle handle, OrgId org, ThreadId thread, int limit) {
        return withAttachments(
                handle,
                org,
                handle.createQuery(SELECT + "WHERE m.thread_id = :thread AND m.org_id = :org"
                                + " ORDER BY m.created_at DESC, m.id DESC LIMIT :limit")
                        .bind("thread", thread.value())
                        .bind("org", org.value())
                        .bind("limit", limit));
    }

    List<StoredMessage> list(Handle handle, Reach reach, MessageQuery wanted) {
        String sql = SELECT + wanted.where() + reach.and("m.inbox_id") + wanted.orderAndLimit();
        Query query = reach.bind(handle.createQuery(sql));
        wanted.bind(query.bind("org", reach.org().value()));
        return withAttachments(handle, reach.org(), query);
    }

    private static List<StoredMessage> withAttachments(Handle handle, OrgId org, Query query) {
        Map<String, List<Attachment>> attachments = new HashMap<>();
        List<StoredMessage> messages = query.map((row, context) -> {
                    List<Attachment> own = new ArrayList<>();
                    if (row.getLong("attachment_count") > 0) {
                        attachments.put(row.getString("id"), own);
                    }
                    return message(row, own);
                })
                .list();
        if (!attachments.isEmpty()) {
            fill(handle, org, attachments);
        }
        return messages;
    }

    private static void fill(Handle handle, OrgId org, Map<String, List<Attachment>> attachments) {
        handle.createQuery("SELECT * FROM attachment WHERE org_id = :org AND message_id IN (<ids>) ORDER BY part")
                .bind("org", org.value())
                .bindList("ids", new ArrayList<>(attachments.keySet()))
                .map((row, context) -> attachments
                        .get(row.getString("message_id"))
                        .add(new Attachment(
                                row.getString("id"),
                                row.getInt("part"),
                                row.getString("filename"),
                                row.getString("mime_type"),
                                row.getLong("size"),
                                row.getString("content_id"))))
                .list();
    }

    private static StoredMessage message(ResultSet row, List<Attachment> attachments) throws SQLException {
        return new StoredMessage(
                new MessageId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new InboxId(row.getString("inbox_id")),
                row.getString("inbox_address"),
                new DomainId(row.getString("domain_id")),
                new ThreadId(row.getString("thread_id")),
                Direction.parse(row.getString("direction")),
                row.getString("rfc_message_id"),
                row.getString("in_reply_to"),
                Json.strings(row.getString("reference_ids")),
                row.getString("subject"),
                row.getString("sender"),
                Arrays.asList(Json.read(row.getString("participants"), Participant[].class)),
                body(row),
                row.getString("snippet"),
                attachments,
                Set.copyOf(Json.strings(row.getString("marks"))),
                row.getString("delivery_status"),
                object(row.getString("delivery_data")),
                object(row.getString("authentication")),
                row.getInt("unverified") == 1,
                new Insights(
                        object(row.getString("security")),
                        object(row.getString("extraction")),
                        object(row.getString("finds"))),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    /** A mail from before anybody looked at what is new in it is looked at now. */
    private static MessageBody body(ResultSet row) throws SQLException {
        String text = row.getString("body_text");
        String html = row.getString("body_html");
        String visible = row.getString("visible_text");
        return visible == null
                ? MailContent.of(row.getString("subject"), text, html).body()
                : new MessageBody(text, html, visible, row.getString("quoted_text"), row.getString("markdown"));
    }
}
