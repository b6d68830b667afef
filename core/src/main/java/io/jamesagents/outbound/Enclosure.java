package io.jamesagents.outbound;

import io.jamesagents.attachment.AttachmentId;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.MessageId;

/**
 * A file that goes on a mail. {@code upload} is the id of an upload that the mail takes over, or null; {@code shown} says that
 * the mail's HTML shows it.
 */
record Enclosure(
        AttachmentId upload, String filename, String mimeType, String contentId, boolean shown, byte[] content) {

    Attachment on(MessageId message, int part) {
        String id = upload == null ? Attachment.id(message, part) : upload.value();
        return new Attachment(id, part, filename, mimeType, content.length, contentId);
    }
}
