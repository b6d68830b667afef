package io.jamesagents.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.Participant;
import io.jamesagents.message.SecurityView;
import io.jamesagents.message.StoredMessage;
import java.util.List;
import java.util.Map;

/** What only the webhook of a mail that came in has: the mail with its headers, its attachments, and what was checked. */
final class MailParts {
    private MailParts() {}

    static ObjectNode of(StoredMessage message, Map<String, String> headers) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("email", email(message, headers));
        json.set("attachments", attachments(message.attachments()));
        json.set("security", SecurityView.of(message).block());
        return json;
    }

    private static ObjectNode email(StoredMessage message, Map<String, String> headers) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", message.id().value()).put("message_id", message.rfcMessageId());
        json.put("from", message.sender());
        json.set("to", people(message, Participant.TO));
        json.set("cc", people(message, Participant.CC));
        json.put("subject", message.subject()).put("text", message.text()).put("html", message.html());
        json.set("headers", Json.MAPPER.valueToTree(headers));
        json.put("created_at", Json.time(message.createdAt()));
        return json;
    }

    private static ArrayNode people(StoredMessage message, String role) {
        ArrayNode people = Json.MAPPER.createArrayNode();
        message.participants().stream()
                .filter(participant -> participant.role().equals(role))
                .map(Participant::identity)
                .forEach(people::add);
        return people;
    }

    private static ArrayNode attachments(List<Attachment> attachments) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (Attachment attachment : attachments) {
            json.addObject()
                    .put("attachment_id", attachment.id())
                    .put("filename", attachment.filename())
                    .put("mime_type", attachment.mimeType())
                    .put("size", attachment.size());
        }
        return json;
    }
}
