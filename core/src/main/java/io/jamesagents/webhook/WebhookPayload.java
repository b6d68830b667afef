package io.jamesagents.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.event.EventType;
import io.jamesagents.event.MailEvent;
import io.jamesagents.message.MessageView;
import io.jamesagents.message.StoredMessage;

/**
 * The body of a webhook: what happened, to which message, and what there is to know about it. A mail that came in is there in
 * the nested form that the clients' types describe, and once more flat, on top and under {@code data}, for receivers written
 * after the prose; flat text that is longer than {@value #FLAT_TEXT} characters is cut there. {@code id} is the event's, the
 * same in every attempt; {@code seq} counts the inbox's events and {@code delivery_seq} those that it is called for.
 */
final class WebhookPayload {
    private static final int FLAT_TEXT = 32 * 1024;
    private static final int MAX_CHARS = 1024 * 1024;
    private static final String MAIL = "email.";

    private final MailEvent event;
    private final StoredMessage message;

    private WebhookPayload(MailEvent event) {
        this.event = event;
        this.message = event.message();
    }

    /** As it is sent; one of more than a million characters has its long texts and lists cut, and says so. */
    static String of(MailEvent event, long deliverySeq) {
        ObjectNode json = json(event, deliverySeq);
        String text = Json.write(json);
        return text.length() <= MAX_CHARS ? text : Json.write(Shortened.of(json));
    }

    static ObjectNode json(MailEvent event, long deliverySeq) {
        return new WebhookPayload(event).json(deliverySeq);
    }

    private ObjectNode json(long deliverySeq) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", event.id()).put("event_id", event.id()).put("seq", event.seq());
        json.put("delivery_seq", deliverySeq)
                .put("domainId", event.inbox().domain().value())
                .put("inboxId", event.inbox().id().value())
                .put("inboxAddress", event.inbox().address());
        json.set("event", event());
        if (message != null) {
            json.set("message", Json.MAPPER.valueToTree(MessageView.of(message)));
        }
        if (event.type() == EventType.INBOUND) {
            json.setAll(MailParts.of(message, event.headers()));
            if (message.insights().extractedData() != null) {
                json.set("extractedData", message.insights().extractedData());
            }
        }
        ObjectNode flat = flat();
        flat.fields().forEachRemaining(field -> json.putIfAbsent(field.getKey(), field.getValue()));
        json.set("data", flat.deepCopy());
        return json;
    }

    private ObjectNode event() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("type", type()).put("id", event.id()).put("seq", event.seq());
        json.put("created_at", Json.time(event.createdAt()));
        ObjectNode data = json.putObject("data");
        if (message != null) {
            data.put("email_id", message.id().value());
        }
        data.setAll(event.data().deepCopy());
        return json;
    }

    /** As receivers know it: what became of a mail is told by the ledger's word for it. */
    private String type() {
        return switch (event.type()) {
            case INBOUND -> MAIL + "received";
            case DELIVERY -> MAIL + event.data().path("type").asText("delivery");
            case BOUNCE -> MAIL + "bounced";
            case COMPLAINT -> MAIL + "complained";
            case THREAD_UPDATED, LOOP_SUSPECTED, SENDING_PAUSED -> event.type().word();
        };
    }

    private ObjectNode flat() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("inbox_id", event.inbox().id().value());
        if (event.thread() != null) {
            json.put("thread_id", event.thread().value());
        }
        if (message != null) {
            json.put("message_id", message.id().value())
                    .put("sender", message.sender())
                    .put("from", message.sender())
                    .put("subject", message.subject());
        }
        if (event.type() == EventType.INBOUND) {
            json.put("text", cut(message.text()))
                    .put("html", cut(message.html()))
                    .put("content", cut(message.text()))
                    .put("extracted_text", cut(message.body().said()))
                    .put("unverified", message.unverified())
                    .set("extracted", message.insights().extractedData());
        }
        json.setAll(event.data().deepCopy());
        return json;
    }

    private static String cut(String text) {
        return Shortened.text(text, FLAT_TEXT);
    }
}
