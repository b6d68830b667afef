package io.jamesagents.attachment.text;

import java.io.IOException;
import java.io.OutputStream;

/** A file to read: the name and type that its sender gave it, its size in bytes, and what writes its content. */
public record Document(String name, String mimeType, long size, Content content) {

    /** Writes the whole file, or fails. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
