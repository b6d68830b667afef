package io.jamesagents.message;

import io.jamesagents.Ids;

/**
 * A file on a mail: its number among the mail's leaf parts, its decoded size in bytes, and its Content-ID without brackets
 * or null.
 */
public record Attachment(String id, int part, String filename, String mimeType, long size, String contentId) {

    /** The id of a part that did not have one before it was on this message. */
    public static String id(MessageId message, int part) {
        return Ids.derived("att_", message.value(), String.valueOf(part));
    }

    public Attachment withId(String other) {
        return new Attachment(other, part, filename, mimeType, size, contentId);
    }
}
