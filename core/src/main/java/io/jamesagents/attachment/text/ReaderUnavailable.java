package io.jamesagents.attachment.text;

/** No file can be read at the moment, which says nothing about the file. */
public final class ReaderUnavailable extends RuntimeException {
    public ReaderUnavailable(String message) {
        super(message);
    }

    public ReaderUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
