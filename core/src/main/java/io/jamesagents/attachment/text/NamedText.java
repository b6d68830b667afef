package io.jamesagents.attachment.text;

import io.jamesagents.attachment.AttachmentId;

/** The text of a file on a mail, with the file's name. */
public record NamedText(AttachmentId attachment, String filename, String text) {}
