package io.jamesagents.outbound;

/**
 * A file that is to be on a mail: one that is here already, by its id, or, with a null id, a new one whose content is base64.
 * {@code contentId} is what HTML calls it by, or null.
 */
public record AttachmentRequest(String id, String filename, String content, String mimeType, String contentId) {
    public static AttachmentRequest of(String id) {
        return new AttachmentRequest(id, null, null, null, null);
    }
}
