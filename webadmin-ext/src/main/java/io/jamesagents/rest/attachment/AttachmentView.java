package io.jamesagents.rest.attachment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.attachment.AttachmentDetails;
import io.jamesagents.attachment.MimeType;
import org.jspecify.annotations.Nullable;

/** A file on the wire, without its content; {@code message_id} is empty before it is sent. */
public record AttachmentView(
        String id,
        @JsonProperty("attachment_id") String attachmentId,
        @JsonProperty("attachmentId") String attachmentIdCamel,
        @JsonProperty("message_id") String messageId,
        @JsonProperty("messageId") String messageIdCamel,
        String filename,
        @JsonProperty("mime_type") String mimeType,
        @JsonProperty("mimeType") String mimeTypeCamel,
        long size,
        @JsonProperty("content_id") @Nullable String contentId,
        String source,
        @JsonProperty("storage_type") String storageType,
        @JsonProperty("storageType") String storageTypeCamel) {

    static AttachmentView of(AttachmentDetails file) {
        String id = file.id().value();
        String message = file.unsent() ? "" : file.message().value();
        String type = MimeType.safe(file.mimeType());
        String storage = file.unsent() ? "database" : "mailbox";
        return new AttachmentView(
                id,
                id,
                id,
                message,
                message,
                file.filename(),
                type,
                type,
                file.size(),
                file.contentId(),
                "email",
                storage,
                storage);
    }
}
