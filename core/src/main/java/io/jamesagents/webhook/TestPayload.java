package io.jamesagents.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.event.EventType;
import io.jamesagents.event.MailEvent;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.WebhookEvents;
import io.jamesagents.message.Direction;
import io.jamesagents.message.Insights;
import io.jamesagents.message.MessageBody;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.Participant;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The body of a webhook about what never happened to a mail that does not exist, so that a receiver can be tried out. */
public record TestPayload(String eventId, String eventType, String body) {
    private static final String TEXT = "This is a test of your webhook. There is no such mail.";
    private static final String SOMEBODY = "test@example.com";
    private static final String MAIL = "email.";

    /** {@code name} is that of a kind of event, or of one of its types. */
    public static TestPayload of(Inbox inbox, String name, Instant now) {
        EventType type = EventType.parse(WebhookEvents.word("event_type", name)).orElseThrow();
        ThreadId thread = new ThreadId(Ids.random("conv_"));
        MailEvent event = new MailEvent(
                Ids.random("evt_"),
                type,
                0,
                0,
                now,
                inbox,
                thread,
                hasMessage(type) ? message(inbox, thread, type, now) : null,
                Map.of(),
                data(type, name));
        ObjectNode json = WebhookPayload.json(event, 0).put("test", true);
        return new TestPayload(event.id(), json.at("/event/type").asText(), Json.write(json));
    }

    private static boolean hasMessage(EventType type) {
        return type != EventType.THREAD_UPDATED && type != EventType.SENDING_PAUSED;
    }

    private static ObjectNode data(EventType type, String name) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        switch (type) {
            case DELIVERY -> report(data, name.startsWith(MAIL) ? name.substring(MAIL.length()) : "delivered", 250);
            case BOUNCE -> report(data, "bounced", 550).put("bounce_type", "hard");
            case COMPLAINT -> report(data, "complained", null);
            case THREAD_UPDATED -> data.putObject("changes").put("status", "closed");
            case INBOUND, LOOP_SUSPECTED, SENDING_PAUSED -> data.put("reason", TEXT);
        }
        return data;
    }

    private static ObjectNode report(ObjectNode data, String type, Integer code) {
        return data.put("type", type)
                .put("recipient", SOMEBODY)
                .put("attempt", 1)
                .put("code", code)
                .put("reason", TEXT);
    }

    private static StoredMessage message(Inbox inbox, ThreadId thread, EventType type, Instant now) {
        boolean in = type == EventType.INBOUND || type == EventType.LOOP_SUSPECTED;
        String sender = in ? SOMEBODY : inbox.address();
        return new StoredMessage(
                new MessageId(Ids.random("msg_")),
                inbox.org(),
                inbox.id(),
                inbox.address(),
                inbox.domain(),
                thread,
                in ? Direction.INBOUND : Direction.OUTBOUND,
                "<" + Ids.random("") + "@example.com>",
                null,
                List.of(),
                "Webhook test",
                sender,
                List.of(
                        new Participant(Participant.SENDER, sender, null),
                        new Participant(Participant.TO, in ? inbox.address() : SOMEBODY, null)),
                MessageBody.of(TEXT, null),
                TEXT,
                List.of(),
                Set.of(),
                null,
                null,
                null,
                false,
                Insights.NONE,
                now);
    }
}
