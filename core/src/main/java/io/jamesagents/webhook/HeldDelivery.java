package io.jamesagents.webhook;

import com.fasterxml.jackson.core.type.TypeReference;
import io.jamesagents.Json;
import io.jamesagents.event.EventType;
import io.jamesagents.event.Events;
import io.jamesagents.event.MailEvent;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import io.jamesagents.understanding.UnderstandingSubscriber;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The delivery of a mail that is still to be understood: until its first attempt its body follows what is found, and when
 * everything is found it is due. From the first attempt on the body stays as it is. One that nobody releases is due at the end of
 * the operator's patience, with what was found by then.
 */
public final class HeldDelivery implements UnderstandingSubscriber {
    private static final String UNTRIED = " state = 'pending' AND attempt_count = 0 AND lease_owner IS NULL";
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final MessageStore messages;
    private final Clock clock;
    private final Runnable wake;

    public HeldDelivery(MessageStore messages, Clock clock, Runnable wake) {
        this.messages = messages;
        this.clock = clock;
        this.wake = wake;
    }

    private record Waiting(long seq, long deliverySeq) {}

    @Override
    public void understood(Handle handle, OrgId org, MessageId id, boolean complete) {
        messages.find(handle, org, id).ifPresent(message -> {
            List<Waiting> waiting = waiting(handle, message, complete);
            if (!waiting.isEmpty()) {
                InboxStore.in(handle, message.inbox()).ifPresent(inbox -> renew(handle, inbox, message, waiting));
                handle.afterCommit(wake::run);
            }
        });
    }

    /** Locks the untried delivery of the mail, so that it is not tried while its body changes. */
    private List<Waiting> waiting(Handle handle, StoredMessage message, boolean complete) {
        return handle.createQuery("UPDATE webhook_delivery SET next_attempt_at ="
                        + " CASE WHEN :complete = 1 AND next_attempt_at > :now THEN :now ELSE next_attempt_at END"
                        + " WHERE event_id = :event AND org_id = :org AND" + UNTRIED
                        + " RETURNING event_seq, delivery_seq")
                .bind("complete", complete ? 1 : 0)
                .bind("now", clock.millis())
                .bind("event", Events.inboundId(message))
                .bind("org", message.org().value())
                .map((row, context) -> new Waiting(row.getLong("event_seq"), row.getLong("delivery_seq")))
                .list();
    }

    private static void renew(Handle handle, Inbox inbox, StoredMessage message, List<Waiting> waiting) {
        String event = Events.inboundId(message);
        waiting.forEach(delivery -> body(handle, message.org(), event)
                .map(old -> event(event, delivery, inbox, message, old))
                .ifPresent(renewed -> setBody(handle, renewed, WebhookPayload.of(renewed, delivery.deliverySeq))));
    }

    private static Optional<String> body(Handle handle, OrgId org, String event) {
        return handle.createQuery("SELECT body FROM webhook_payload WHERE event_id = :event AND org_id = :org")
                .bind("event", event)
                .bind("org", org.value())
                .mapTo(String.class)
                .findOne();
    }

    /** The event as it was recorded; of the mail's headers only the body knows. */
    private static MailEvent event(
            String id, Waiting delivery, Inbox inbox, StoredMessage message, String recordedBody) {
        Map<String, String> headers =
                Json.MAPPER.convertValue(Json.tree(recordedBody).at("/email/headers"), HEADERS);
        return new MailEvent(
                id,
                EventType.INBOUND,
                delivery.seq,
                0,
                message.createdAt(),
                inbox,
                message.thread(),
                message,
                headers == null ? Map.of() : headers,
                Json.MAPPER.createObjectNode());
    }

    private static void setBody(Handle handle, MailEvent event, String body) {
        handle.createUpdate("UPDATE webhook_payload SET body = :body WHERE event_id = :event AND org_id = :org")
                .bind("body", body)
                .bind("event", event.id())
                .bind("org", event.inbox().org().value())
                .execute();
    }
}
