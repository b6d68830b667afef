package io.jamesagents.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Records events and tells those who act on them. Whoever records holds the inbox's lock, and calls {@link #committed} once
 * the transaction is on disk.
 */
public final class Events {
    private final List<EventSubscriber> subscribers;

    public Events(List<EventSubscriber> subscribers) {
        this.subscribers = List.copyOf(subscribers);
    }

    /** Records that a mail came in. */
    public void inbound(
            Handle handle, Inbox inbox, StoredMessage message, Map<String, String> headers, Instant now, boolean push) {
        String id = inboundId(message);
        MailEvent event = new MailEvent(
                id,
                EventType.INBOUND,
                nextSeq(handle, inbox),
                nextOrgSeq(handle, inbox),
                now,
                inbox,
                message.thread(),
                message,
                headers,
                Json.MAPPER.createObjectNode());
        record(handle, event, push);
    }

    /**
     * Records something else that happened, once: {@code what} tells it from all others of its type in the inbox. Thread and
     * message may be null. Says whether it is new.
     */
    public boolean happened(
            Handle handle,
            Inbox inbox,
            EventType type,
            String what,
            ThreadId thread,
            StoredMessage message,
            ObjectNode data,
            Instant now) {
        String id = id(inbox.id(), type, what);
        if (known(handle, inbox, id)) {
            return false;
        }
        long seq = nextSeq(handle, inbox);
        long orgSeq = nextOrgSeq(handle, inbox);
        record(handle, new MailEvent(id, type, seq, orgSeq, now, inbox, thread, message, Map.of(), data), true);
        return true;
    }

    /** The id of the event that this mail came in. */
    public static String inboundId(StoredMessage message) {
        return id(message.inbox(), EventType.INBOUND, message.id().value());
    }

    private static String id(InboxId inbox, EventType type, String what) {
        return Ids.derived("evt_", inbox.value(), what, type.word());
    }

    private void record(Handle handle, MailEvent event, boolean push) {
        insert(handle, event);
        subscribers.forEach(subscriber -> subscriber.recorded(handle, event, push));
    }

    public void committed(OrgId org) {
        subscribers.forEach(subscriber -> subscriber.committed(org));
    }

    private static boolean known(Handle handle, Inbox inbox, String id) {
        return handle.createQuery("SELECT 1 FROM event WHERE id = :id AND org_id = :org")
                .bind("id", id)
                .bind("org", inbox.org().value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static long nextSeq(Handle handle, Inbox inbox) {
        return handle.createQuery(
                        "UPDATE inbox SET event_seq = event_seq + 1 WHERE id = :id AND org_id = :org RETURNING event_seq")
                .bind("id", inbox.id().value())
                .bind("org", inbox.org().value())
                .mapTo(Long.class)
                .one();
    }

    /** The row stays locked until the commit, so that numbers become visible in their order. */
    private static long nextOrgSeq(Handle handle, Inbox inbox) {
        return handle.createQuery("UPDATE org SET event_seq = event_seq + 1 WHERE id = :org RETURNING event_seq")
                .bind("org", inbox.org().value())
                .mapTo(Long.class)
                .one();
    }

    private static void insert(Handle handle, MailEvent event) {
        handle.createUpdate(
                        "INSERT INTO event (id, org_id, inbox_id, seq, org_seq, type, thread_id, message_id, data,"
                                + " created_at) VALUES (:id, :org, :inbox, :seq, :orgSeq, :type, :thread, :message, :data, :now)")
                .bind("id", event.id())
                .bind("org", event.inbox().org().value())
                .bind("inbox", event.inbox().id().value())
                .bind("seq", event.seq())
                .bind("orgSeq", event.orgSeq())
                .bind("type", event.type().word())
                .bind("thread", event.thread() == null ? null : event.thread().value())
                .bind(
                        "message",
                        event.message() == null ? null : event.message().id().value())
                .bind("data", event.data().isEmpty() ? null : Json.write(event.data()))
                .bind("now", event.createdAt().toEpochMilli())
                .execute();
    }
}
