package io.jamesagents.event;

import io.jamesagents.AgentsException.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an organisation's log of events, behind the event of this number: what comes after it is new to whoever holds
 * the cursor. Opaque to the caller.
 */
public record FeedCursor(long position) {
    private static final Pattern FORM = Pattern.compile("e([0-9]{1,18})");

    public FeedCursor {
        if (position < 0) {
            throw new IllegalArgumentException("no event has the number " + position);
        }
    }

    public String encode() {
        byte[] text = ("e" + position).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** Null for null or empty text; anything that {@link #encode} did not make is an error of the parameter. */
    public static FeedCursor decode(String parameter, String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1));
            if (form.matches()) {
                return new FeedCursor(Long.parseLong(form.group(1)));
            }
        } catch (IllegalArgumentException e) {
            // Answered below like every other unreadable cursor.
        }
        throw new Invalid(parameter, "Invalid cursor");
    }
}
