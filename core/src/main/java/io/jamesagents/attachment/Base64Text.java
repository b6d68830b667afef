package io.jamesagents.attachment;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.TooLarge;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files as text (RFC 4648, 4), padded; line breaks and a {@code data:} prefix (RFC 2397) are let pass. */
public final class Base64Text {
    private static final int MAX_PREFIX = 300;
    private static final Pattern DATA = Pattern.compile("data:[^,]{0,250};base64,", Pattern.CASE_INSENSITIVE);

    private Base64Text() {}

    /** The bytes that a request gives in this field, if there are at most so many. */
    public static byte[] decode(String field, String text, long maxBytes) {
        if (text == null) {
            throw new Invalid(field, field + " is required");
        }
        String plain = withoutLineBreaks(withoutPrefix(text));
        if (plain.length() % 4 != 0) {
            throw wrong(field);
        }
        if (plain.length() / 4 * 3L - 2 > maxBytes) {
            throw tooLarge(maxBytes);
        }
        byte[] bytes = decode(field, plain);
        if (bytes.length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return bytes;
    }

    private static String withoutPrefix(String text) {
        Matcher prefix = DATA.matcher(text).region(0, Math.min(text.length(), MAX_PREFIX));
        return prefix.lookingAt() ? text.substring(prefix.end()) : text;
    }

    private static String withoutLineBreaks(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\r", "").replace("\n", "");
    }

    private static byte[] decode(String field, String plain) {
        try {
            return Base64.getDecoder().decode(plain.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw wrong(field);
        }
    }

    private static Invalid wrong(String field) {
        return new Invalid(field, field + " must be base64");
    }

    static TooLarge tooLarge(long maxBytes) {
        return new TooLarge("An attachment may have at most " + (maxBytes >> 20) + " MiB");
    }
}
