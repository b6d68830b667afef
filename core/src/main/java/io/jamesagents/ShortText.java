package io.jamesagents;

import io.jamesagents.AgentsException.Invalid;
import org.jspecify.annotations.Nullable;

/** Text of one line, such as a name. */
public final class ShortText {
    private ShortText() {}

    /** Refuses text that is too long or has control characters; null is none. {@code field} is where it comes from. */
    public static void require(String field, @Nullable String text, int max) {
        if (text != null && (text.length() > max || text.chars().anyMatch(Character::isISOControl))) {
            throw new Invalid(field, field + " may have at most " + max + " characters, and no control characters");
        }
    }
}
