package io.jamesagents.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.event.MailEvent;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.MessageView;
import io.jamesagents.message.Participant;
import io.jamesagents.message.StoredMessage;

/**
 * The body of a webhook. It has the mail in the nested form that the clients' types describe, and once more flat, on top and
 * under {@code data}, for receivers written after the prose; text that is longer than {@value #FLAT_TEXT} characters is cut
 * there, and only there. {@code id} is the event's, the same in every attempt, and {@code seq} counts the inbox's events.
 */
final class WebhookPayload {
    private static final int FLAT_TEXT = 32 * 1024;
    private static final String TYPE = "email.received";

    private final MailEvent event;
    private final StoredMessage message;

    private WebhookPayload(MailEvent event) {
        this.event = event;
        this.message = event.message();
    }

    static String of(MailEvent event) {
        return Json.write(json(event));
    }

    static ObjectNode json(MailEvent event) {
        return new WebhookPayload(event).json();
    }

    private ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", event.id()).put("event_id", event.id()).put("seq", event.seq());
        json.put("domainId", message.domain().value())
                .put("inboxId", message.inbox().value())
                .put("inboxAddress", event.inbox().address());
        json.set("event", event());
        json.set("email", email());
        json.set("message", Json.MAPPER.valueToTree(MessageView.of(message)));
        json.set("attachments", attachments());
        json.set("security", security());
        ObjectNode flat = flat();
        json.setAll(flat);
        json.set("data", flat.deepCopy());
        return json;
    }

    private ObjectNode event() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("type", TYPE).put("id", event.id()).put("seq", event.seq());
        json.put("created_at", Json.time(event.createdAt()));
        json.putObject("data").put("email_id", message.id().value());
        return json;
    }

    private ObjectNode email() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", message.id().value()).put("message_id", message.rfcMessageId());
        json.put("from", message.sender());
        json.set("to", people(Participant.TO));
        json.set("cc", people(Participant.CC));
        json.put("subject", message.subject()).put("text", message.text()).put("html", message.html());
        json.set("headers", Json.MAPPER.valueToTree(event.headers()));
        json.put("created_at", Json.time(message.createdAt()));
        return json;
    }

    private ArrayNode people(String role) {
        ArrayNode people = Json.MAPPER.createArrayNode();
        message.participants().stream()
                .filter(participant -> participant.role().equals(role))
                .map(Participant::identity)
                .forEach(people::add);
        return people;
    }

    private ArrayNode attachments() {
        ArrayNode attachments = Json.MAPPER.createArrayNode();
        for (Attachment attachment : message.attachments()) {
            attachments
                    .addObject()
                    .put("attachment_id", attachment.id())
                    .put("filename", attachment.filename())
                    .put("mime_type", attachment.mimeType())
                    .put("size", attachment.size());
        }
        return attachments;
    }

    private ObjectNode security() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.putObject("spam").put("checked", false).put("flagged", false);
        json.putObject("prompt_injection").put("checked", false).put("detected", false);
        json.set("authentication", message.authentication());
        return json;
    }

    private ObjectNode flat() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("inbox_id", message.inbox().value())
                .put("thread_id", message.thread().value())
                .put("message_id", message.id().value())
                .put("sender", message.sender())
                .put("from", message.sender())
                .put("subject", message.subject())
                .put("text", cut(message.text()))
                .put("html", cut(message.html()))
                .put("content", cut(message.text()))
                .put("unverified", message.unverified())
                .putNull("extracted");
        return json;
    }

    private static String cut(String text) {
        if (text == null || text.length() <= FLAT_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(FLAT_TEXT - 1)) ? FLAT_TEXT - 1 : FLAT_TEXT;
        return text.substring(0, end);
    }
}
