package io.jamesagents.tag;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.message.OneLine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The form of tags: free text of 1 to 64 characters without control characters, case-sensitive, at most 100 on a thread. */
public final class Tags {
    public static final int MAX_PER_THREAD = 100;
    private static final int MAX_LENGTH = 64;

    private Tags() {}

    /** The tags trimmed and without repetition, in their order. */
    public static List<String> valid(List<String> tags) {
        if (tags == null || tags.isEmpty()) {
            throw new Invalid("tags", "tags must be a non-empty array");
        }
        Set<String> valid = new LinkedHashSet<>();
        tags.forEach(tag -> valid.add(valid(tag)));
        if (valid.size() > MAX_PER_THREAD) {
            throw tooMany();
        }
        return List.copyOf(valid);
    }

    private static String valid(String tag) {
        String trimmed = tag == null ? "" : tag.trim();
        if (trimmed.isEmpty()
                || trimmed.length() > MAX_LENGTH
                || trimmed.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("tags", "Each tag must have between 1 and " + MAX_LENGTH + " characters");
        }
        return OneLine.require("tags", trimmed);
    }

    public static Invalid tooMany() {
        return new Invalid("tags", "A thread may have at most " + MAX_PER_THREAD + " tags");
    }
}
