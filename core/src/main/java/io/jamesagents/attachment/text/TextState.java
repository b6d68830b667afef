package io.jamesagents.attachment.text;

import java.util.Locale;

/** How far the text of a file is. */
public enum TextState {
    /** It will be read. */
    PENDING,
    READY,
    /** The file was read, and has no text. */
    EMPTY,
    /** Files of this kind are not read. */
    UNSUPPORTED,
    /** The file has more bytes than are read. */
    TOO_LARGE,
    FAILED,
    /** It is not read, and will not be: it is on no mail, or came when files were not read. */
    UNREAD;

    /** As it is stored and shown. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TextState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
