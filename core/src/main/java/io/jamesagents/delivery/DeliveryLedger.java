package io.jamesagents.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.event.EventType;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What became of sent mails, for each recipient. News may come late, twice or out of order: what they change is the same.
 * Noting them also counts the message's own status anew and records the event.
 */
public final class DeliveryLedger {
    static final String SENT = "sent";
    static final String DELAYED = "delivery_delayed";

    private final Database database;
    private final MessageStore messages;
    private final Events events;
    private final List<DeliverySubscriber> subscribers;
    private final Clock clock;
    private final DeliveryStore store = new DeliveryStore();

    public DeliveryLedger(
            Database database,
            MessageStore messages,
            Events events,
            List<DeliverySubscriber> subscribers,
            Clock clock) {
        this.database = database;
        this.messages = messages;
        this.events = events;
        this.subscribers = List.copyOf(subscribers);
        this.clock = clock;
    }

    /** How the mail stands for this recipient; empty when it was not sent to it, or is deleted. */
    public Optional<RecipientEntry> find(MessageId message, String recipient) {
        return database.read(handle -> store.find(handle, message, key(recipient)));
    }

    /** The recipients of a message that the caller may see. */
    public List<RecipientEntry> recipients(MessageId message) {
        return database.read(handle -> store.of(handle, message));
    }

    /**
     * Notes that an attempt to hand the mail over begins, and says how the recipient stood before. If it is not under way any
     * more nothing is noted, and nothing should be sent. If an earlier attempt began and nobody heard of its end, the recipient
     * may get the mail twice, which is noted.
     */
    public Optional<RecipientEntry> begin(MessageId message, String recipient) {
        return database.write(handle -> {
            Optional<RecipientEntry> before = locked(handle, message, recipient);
            before.ifPresent(entry -> changeIfPossible(handle, entry, attempt(entry)));
            return before;
        });
    }

    private static Change attempt(RecipientEntry before) {
        Change begins = Change.to(RecipientState.SENDING, RemoteReply.NONE);
        return before.state() == RecipientState.SENDING ? begins.asPossibleDuplicate() : begins;
    }

    /** Notes news of a recipient; false when they change nothing. */
    public boolean record(MessageId message, String recipient, Change change) {
        Optional<RecipientEntry> changed = database.write(handle -> record(handle, message, recipient, change));
        changed.ifPresent(entry -> events.committed(entry.org()));
        return changed.isPresent();
    }

    /** Notes news as part of a larger transaction, whose owner tells {@link Events#committed} afterwards. */
    public Optional<RecipientEntry> record(Handle handle, MessageId message, String recipient, Change change) {
        return locked(handle, message, recipient).filter(entry -> changeIfPossible(handle, entry, change));
    }

    private Optional<RecipientEntry> locked(Handle handle, MessageId message, String recipient) {
        Optional<RecipientEntry> seen = store.find(handle, message, key(recipient));
        seen.ifPresent(entry -> database.lock(handle, entry.inbox()));
        // Somebody else may have been here before the lock.
        return seen.flatMap(entry -> store.find(handle, message, entry.recipient()));
    }

    private boolean changeIfPossible(Handle handle, RecipientEntry entry, Change change) {
        boolean possible = entry.state().mayBecome(change.state());
        if (possible) {
            change(handle, entry, change);
        }
        return possible;
    }

    /**
     * Notes that a mail which was handed over is late further on: an event, once in each attempt, and nothing else changes.
     * False when the recipient's fate is settled or it is not known.
     */
    public boolean noteDelay(MessageId message, String recipient, RemoteReply reply) {
        Optional<RecipientEntry> late = database.write(handle -> {
            Optional<RecipientEntry> found = store.find(handle, message, key(recipient))
                    .filter(entry -> entry.state().mayBecome(RecipientState.FAILED));
            found.ifPresent(entry -> {
                database.lock(handle, entry.inbox());
                Instant now = Instant.ofEpochMilli(clock.millis());
                messages.find(handle, entry.org(), entry.message())
                        .ifPresent(sent -> happened(handle, entry, Change.deferred(reply, null), DELAYED, sent, now));
            });
            return found;
        });
        late.ifPresent(entry -> events.committed(entry.org()));
        return late.isPresent();
    }

    private void change(Handle handle, RecipientEntry entry, Change change) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        store.update(handle, entry, change, now.toEpochMilli());
        DeliveryStore.Standing before = store.standing(handle, entry);
        ObjectNode data = before.data().deepCopy();
        DeliveryData.note(data, change, now);
        String status = RecipientState.status(store.of(handle, entry.message()).stream()
                .map(RecipientEntry::state)
                .toList());
        DeliveryCounts.move(handle, entry, before, status);
        if (!status.equals(before.status()) || !data.equals(before.data())) {
            store.setStatus(handle, entry, status, Json.write(data));
        }
        String type = type(change.state());
        if (type != null) {
            StoredMessage message =
                    messages.find(handle, entry.org(), entry.message()).orElseThrow();
            happened(handle, entry, change, type, message.withDelivery(status, data), now);
        }
        subscribers.forEach(subscriber -> subscriber.changed(handle, entry, change));
    }

    private void happened(
            Handle handle, RecipientEntry entry, Change change, String type, StoredMessage message, Instant now) {
        ObjectNode data = describe(entry, change, type);
        if (change.state() == RecipientState.DELIVERED && entry.state() != RecipientState.SENT) {
            // What comes before is listed before.
            store.insertEvent(handle, entry, SENT, null, describe(entry, change, SENT), now.toEpochMilli() - 1);
        }
        store.insertEvent(handle, entry, type, change.reply().text(), data, now.toEpochMilli());
        Optional<Inbox> inbox = InboxStore.in(handle, entry.inbox());
        inbox.ifPresent(found -> events.happened(
                handle,
                found,
                eventType(change.state()),
                DeliveryStore.eventId(entry, type),
                entry.thread(),
                message,
                data,
                now));
    }

    private static ObjectNode describe(RecipientEntry entry, Change change, String type) {
        RemoteReply reply = change.reply();
        return Json.MAPPER
                .createObjectNode()
                .put("type", type)
                .put("recipient", entry.recipient())
                .put("attempt", entry.attempts())
                .put("remote_host", reply.host())
                .put("code", reply.code())
                .put("status", reply.status())
                .put("reason", reply.text())
                .put("bounce_type", change.bounceType())
                .put("next_attempt_at", Json.time(change.nextAttempt()))
                .put("possible_duplicate", entry.possibleDuplicate() || change.possibleDuplicate());
    }

    /** The type of delivery event that tells of this state; null for none. */
    private static String type(RecipientState state) {
        return switch (state) {
            case ACCEPTED, QUEUED, SENDING -> null;
            case DEFERRED -> DELAYED;
            case SENT, DELIVERED, SUPPRESSED, FAILED, BOUNCED, COMPLAINED -> state.word();
        };
    }

    private static EventType eventType(RecipientState state) {
        return switch (state) {
            case BOUNCED -> EventType.BOUNCE;
            case COMPLAINED -> EventType.COMPLAINT;
            default -> EventType.DELIVERY;
        };
    }

    private static String key(String recipient) {
        return recipient.toLowerCase(Locale.ROOT);
    }
}
