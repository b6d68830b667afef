package io.jamesagents.attachment;

import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.message.MessageId;

/**
 * A file without its content: size in bytes, Content-ID without brackets or null. An upload that is on no mail yet has neither
 * message nor place.
 */
public record AttachmentDetails(
        AttachmentId id,
        MessageId message,
        String filename,
        String mimeType,
        long size,
        String contentId,
        Place place) {

    /** Where the file is: the leaf part of this number, counted from 0, of a mail in a mailbox. */
    public record Place(MailFolder folder, StoredUid mail, int part) {}

    public boolean unsent() {
        return message == null;
    }
}
