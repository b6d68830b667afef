package io.jamesagents.message;

import io.jamesagents.AgentsException.Invalid;

/** Text that may go into a header field (RFC 5322, 2.2): on one line, also after encoded words in it are decoded. */
public final class OneLine {
    private OneLine() {}

    /** Refuses what could end a header line or start another (CR, LF, NUL, NEL, LS, PS and other controls). */
    public static String require(String field, String text) {
        if (text == null) {
            throw new Invalid(field, field + " must be text");
        }
        if (breaksLine(text) || breaksLine(HeaderText.decoded(text))) {
            throw new Invalid(field, field + " must not contain line breaks or control characters");
        }
        return text;
    }

    private static boolean breaksLine(String text) {
        return text.codePoints().anyMatch(OneLine::breaksLine);
    }

    private static boolean breaksLine(int c) {
        return (Character.isISOControl(c) && c != '\t') || c == 0x2028 || c == 0x2029;
    }
}
