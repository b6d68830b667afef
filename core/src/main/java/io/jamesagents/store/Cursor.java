package io.jamesagents.store;

import io.jamesagents.AgentsException.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list ordered by (time, id): opaque to the caller, and stable while rows come and go. */
public record Cursor(long time, String id) {

    public String encode() {
        byte[] text = (time + " " + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** Null for null or empty text; anything that {@link #encode} did not make is an error, not page one. */
    public static Cursor decode(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length == 2 && io.jamesagents.Ids.wellFormed(parts[1])) {
                return new Cursor(Long.parseLong(parts[0]), parts[1]);
            }
        } catch (IllegalArgumentException e) {
            // Answered below like every other unreadable cursor.
        }
        throw new Invalid("cursor", "Invalid cursor");
    }
}
