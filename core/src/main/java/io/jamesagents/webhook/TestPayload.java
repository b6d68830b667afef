package io.jamesagents.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.event.EventType;
import io.jamesagents.event.MailEvent;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.Direction;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.Participant;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The body of a webhook about a mail that does not exist, so that a receiver can be tried out. */
public final class TestPayload {
    private static final String TEXT = "This is a test of your webhook. There is no such mail.";
    private static final String SENDER = "test@example.com";

    private TestPayload() {}

    public static String of(Inbox inbox, Instant now) {
        MailEvent event = new MailEvent(
                Ids.random("evt_"),
                EventType.INBOUND,
                0,
                0,
                now,
                inbox,
                null,
                message(inbox, now),
                Map.of(),
                Json.MAPPER.createObjectNode());
        ObjectNode json = WebhookPayload.json(event);
        return Json.write(json.put("test", true));
    }

    private static StoredMessage message(Inbox inbox, Instant now) {
        return new StoredMessage(
                new MessageId(Ids.random("msg_")),
                inbox.org(),
                inbox.id(),
                inbox.address(),
                inbox.domain(),
                new ThreadId(Ids.random("conv_")),
                Direction.INBOUND,
                "<" + Ids.random("") + "@example.com>",
                null,
                List.of(),
                "Webhook test",
                SENDER,
                List.of(
                        new Participant(Participant.SENDER, SENDER, null),
                        new Participant(Participant.TO, inbox.address(), null)),
                TEXT,
                null,
                TEXT,
                List.of(),
                Set.of(),
                null,
                null,
                null,
                false,
                now);
    }
}
