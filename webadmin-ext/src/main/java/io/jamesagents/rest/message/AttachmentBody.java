package io.jamesagents.rest.message;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.outbound.AttachmentRequest;
import io.jamesagents.rest.request.JsonBody;
import java.util.ArrayList;
import java.util.List;

/** A file of a mail to be sent: only its id, or an object with its id or its content. */
record AttachmentBody(
        @JsonProperty("attachment_id") @JsonAlias({"attachmentId", "id"}) String id,
        @JsonProperty("filename") @JsonAlias("name") String filename,
        @JsonProperty("content") String content,
        @JsonProperty("content_type") @JsonAlias({"contentType", "mime_type", "mimeType", "type"}) String mimeType,
        @JsonProperty("content_id") @JsonAlias({"contentId", "cid"}) String contentId) {

    static List<AttachmentRequest> requests(List<JsonNode> attachments) {
        if (attachments == null) {
            return null;
        }
        List<AttachmentRequest> requests = new ArrayList<>();
        for (int i = 0; i < attachments.size(); i++) {
            requests.add(request(attachments.get(i), "attachments[" + i + "]"));
        }
        return requests;
    }

    private static AttachmentRequest request(JsonNode attachment, String field) {
        if (attachment.isTextual()) {
            return AttachmentRequest.of(attachment.textValue());
        }
        if (!attachment.isObject()) {
            throw new Invalid(field, field + " must be an attachment id or an object");
        }
        AttachmentBody body = JsonBody.bind(attachment, AttachmentBody.class, field);
        if (body.id != null && body.content != null) {
            throw new Invalid(field, field + " must have either an attachment_id or content");
        }
        return new AttachmentRequest(body.id, body.filename, body.content, body.mimeType, body.contentId);
    }
}
