package io.jamesagents.event;

import io.jamesagents.Ids;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Records events and tells those who act on them. */
public final class Events {
    private final List<EventSubscriber> subscribers;

    public Events(List<EventSubscriber> subscribers) {
        this.subscribers = List.copyOf(subscribers);
    }

    /** Records that a mail came in; the caller holds the inbox's lock and calls {@link #committed} afterwards. */
    public void inbound(
            Handle handle, Inbox inbox, StoredMessage message, Map<String, String> headers, Instant now, boolean push) {
        String id = Ids.derived("evt_", inbox.id().value(), message.id().value(), MailEvent.INBOUND);
        MailEvent event = new MailEvent(id, MailEvent.INBOUND, nextSeq(handle, inbox), now, inbox, message, headers);
        insert(handle, event);
        if (push) {
            subscribers.forEach(subscriber -> subscriber.recorded(handle, event));
        }
    }

    public void committed() {
        subscribers.forEach(EventSubscriber::committed);
    }

    private static long nextSeq(Handle handle, Inbox inbox) {
        return handle.createQuery(
                        "UPDATE inbox SET event_seq = event_seq + 1 WHERE id = :id AND org_id = :org RETURNING event_seq")
                .bind("id", inbox.id().value())
                .bind("org", inbox.org().value())
                .mapTo(Long.class)
                .one();
    }

    private static void insert(Handle handle, MailEvent event) {
        handle.createUpdate("INSERT INTO event (id, org_id, inbox_id, seq, type, thread_id, message_id, created_at)"
                        + " VALUES (:id, :org, :inbox, :seq, :type, :thread, :message, :now)")
                .bind("id", event.id())
                .bind("org", event.inbox().org().value())
                .bind("inbox", event.inbox().id().value())
                .bind("seq", event.seq())
                .bind("type", event.type())
                .bind("thread", event.message().thread().value())
                .bind("message", event.message().id().value())
                .bind("now", event.createdAt().toEpochMilli())
                .execute();
    }
}
