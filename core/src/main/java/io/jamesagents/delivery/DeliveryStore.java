package io.jamesagents.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.thread.ThreadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code delivery_event} and, once a mail is accepted, {@code outbound_recipient}. */
final class DeliveryStore {
    private static final String SELECT = "SELECT r.*, m.domain_id, m.thread_id FROM outbound_recipient r"
            + " JOIN message m ON m.id = r.message_id WHERE r.message_id = :message";

    Optional<RecipientEntry> find(Handle handle, MessageId message, String recipient) {
        return handle.createQuery(SELECT + " AND r.recipient = :recipient")
                .bind("message", message.value())
                .bind("recipient", recipient)
                .map((row, context) -> entry(row))
                .findOne();
    }

    List<RecipientEntry> of(Handle handle, MessageId message) {
        return handle.createQuery(SELECT + " ORDER BY r.recipient")
                .bind("message", message.value())
                .map((row, context) -> entry(row))
                .list();
    }

    void update(Handle handle, RecipientEntry entry, Change change, long now) {
        boolean begins = change.state() == RecipientState.SENDING;
        RemoteReply reply = begins ? entry.reply() : change.reply();
        handle.createUpdate("UPDATE outbound_recipient SET state = :state, attempts = attempts + :begun,"
                        + " remote_host = :host, reply_code = :code, enhanced_status = :enhanced, reply_text = :text,"
                        + " bounce_type = :bounceType, next_attempt_at = :next,"
                        + " possible_duplicate = CASE WHEN :duplicate = 1 THEN 1 ELSE possible_duplicate END,"
                        + " updated_at = :now WHERE message_id = :message AND recipient = :recipient AND org_id = :org")
                .bind("state", change.state().word())
                .bind("begun", begins ? 1 : 0)
                .bind("host", reply.host())
                .bind("code", reply.code())
                .bind("enhanced", reply.status())
                .bind("text", reply.text())
                .bind("bounceType", change.bounceType())
                .bind(
                        "next",
                        change.nextAttempt() == null
                                ? null
                                : (Long) change.nextAttempt().toEpochMilli())
                .bind("duplicate", change.possibleDuplicate() ? 1 : 0)
                .bind("now", now)
                .bind("message", entry.message().value())
                .bind("recipient", entry.recipient())
                .bind("org", entry.org().value())
                .execute();
    }

    void insertEvent(Handle handle, RecipientEntry entry, String type, String detail, Object data, long now) {
        handle.createUpdate("INSERT INTO delivery_event (id, org_id, inbox_id, domain_id, message_id, recipient, type,"
                        + " detail, data, created_at) VALUES (:id, :org, :inbox, :domain, :message, :recipient, :type,"
                        + " :detail, :data, :now) ON CONFLICT (id) DO NOTHING")
                .bind("id", eventId(entry, type))
                .bind("org", entry.org().value())
                .bind("inbox", entry.inbox().value())
                .bind("domain", entry.domain().value())
                .bind("message", entry.message().value())
                .bind("recipient", entry.recipient())
                .bind("type", type)
                .bind("detail", detail)
                .bind("data", Json.write(data))
                .bind("now", now)
                .execute();
    }

    /** Only a delay can happen more than once, once in each attempt. */
    static String eventId(RecipientEntry entry, String type) {
        String attempt = type.equals(DeliveryLedger.DELAYED) ? String.valueOf(entry.attempts()) : "";
        return Ids.derived("evt_", entry.message().value(), entry.recipient(), type, attempt);
    }

    /** How the whole mail stands: {@code status} is null, and {@code data} empty, before there is news of any recipient. */
    record Standing(@Nullable String status, ObjectNode data, Instant createdAt) {}

    Standing standing(Handle handle, RecipientEntry entry) {
        return handle.createQuery("SELECT delivery_status, delivery_data, created_at FROM message"
                        + " WHERE id = :message AND org_id = :org")
                .bind("message", entry.message().value())
                .bind("org", entry.org().value())
                .map((row, context) ->
                        new Standing(row.getString(1), data(row.getString(2)), Instant.ofEpochMilli(row.getLong(3))))
                .one();
    }

    private static ObjectNode data(@Nullable String json) {
        return json == null ? Json.MAPPER.createObjectNode() : Json.read(json, ObjectNode.class);
    }

    void setStatus(Handle handle, RecipientEntry entry, String status, String data) {
        handle.createUpdate("UPDATE message SET delivery_status = :status, delivery_data = :data"
                        + " WHERE id = :message AND org_id = :org")
                .bind("status", status)
                .bind("data", data)
                .bind("message", entry.message().value())
                .bind("org", entry.org().value())
                .execute();
    }

    private static RecipientEntry entry(ResultSet row) throws SQLException {
        long code = row.getLong("reply_code");
        Integer replyCode = row.wasNull() ? null : (int) code;
        long next = row.getLong("next_attempt_at");
        Instant nextAttempt = row.wasNull() ? null : Instant.ofEpochMilli(next);
        return new RecipientEntry(
                new MessageId(row.getString("message_id")),
                new OrgId(row.getString("org_id")),
                new InboxId(row.getString("inbox_id")),
                new DomainId(row.getString("domain_id")),
                new ThreadId(row.getString("thread_id")),
                row.getString("recipient"),
                row.getString("role"),
                RecipientState.parse(row.getString("state")),
                row.getInt("attempts"),
                new RemoteReply(
                        row.getString("remote_host"),
                        replyCode,
                        row.getString("enhanced_status"),
                        row.getString("reply_text")),
                row.getString("bounce_type"),
                nextAttempt,
                row.getInt("possible_duplicate") == 1,
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
