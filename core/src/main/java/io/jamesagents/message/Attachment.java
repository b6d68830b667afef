package io.jamesagents.message;

/** A file on a mail: its number among the mail's leaf parts, and its decoded size in bytes. */
public record Attachment(String id, int part, String filename, String mimeType, long size) {}
