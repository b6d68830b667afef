package io.jamesagents.agent;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.FirstInbox;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What an agent that wants to register asks for. The slug is the organisation's, and the local part of the inbox's address; it
 * is kept in lower case. With a purpose the agent is asked about that purpose, without one (null) it signs a plain challenge.
 */
public record Application(
        String agentName, String orgName, String slug, AgentKey key, String purpose, Profile profile) {
    private static final int MAX_NAME = 255;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final int MIN_PURPOSE = 20;
    private static final int MAX_PURPOSE = 2000;
    private static final int MIN_WORDS = 3;

    public Application {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(profile, "profile");
        requireName("agentName", agentName);
        requireName("orgName", orgName);
        slug = slug.toLowerCase(Locale.ROOT);
        if (!SLUG.matcher(slug).matches()) {
            throw new Invalid("invalid_slug", "orgSlug", "orgSlug may have 1 to 64 letters, digits, '-' and '_'");
        }
        FirstInbox.requireAllowed("orgSlug", slug);
        if (purpose != null && !isPurpose(purpose)) {
            throw new Invalid(
                    "invalid_purpose",
                    "agentPurpose",
                    "agentPurpose must have " + MIN_PURPOSE + " to " + MAX_PURPOSE + " characters and at least "
                            + MIN_WORDS + " words");
        }
    }

    /** Refuses a request in which something that is needed is absent, naming all that is. */
    public static void requirePresent(Map<String, String> fields) {
        List<String> missing = fields.entrySet().stream()
                .filter(field -> field.getValue() == null || field.getValue().isBlank())
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            throw new Invalid(
                    "missing_fields", missing.get(0), "Missing required fields: " + String.join(", ", missing));
        }
    }

    private static void requireName(String field, String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid(
                    "invalid_field",
                    field,
                    field + " must have 1 to " + MAX_NAME + " characters, and no control characters");
        }
    }

    private static boolean isPurpose(String purpose) {
        String trimmed = purpose.trim();
        return trimmed.length() >= MIN_PURPOSE
                && trimmed.length() <= MAX_PURPOSE
                && trimmed.split("\\s+").length >= MIN_WORDS;
    }
}
