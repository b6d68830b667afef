package io.jamesagents.operator;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.org.Tier;
import java.util.regex.Pattern;

/** An organisation that the operator wants. The slug is its short name, for good. */
public record NewAccount(String slug, String name, Tier tier) {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final int MAX_NAME = 255;

    public NewAccount {
        if (slug == null || !SLUG.matcher(slug).matches()) {
            throw new Invalid("slug", "slug must have 1 to 64 lower-case letters, digits, '-' and '_'");
        }
        name = name == null ? slug : name.trim();
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("name", "name must have 1 to " + MAX_NAME + " characters, and no control characters");
        }
        tier = tier == null ? Tier.FREE : tier;
    }
}
