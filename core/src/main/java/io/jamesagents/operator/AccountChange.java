package io.jamesagents.operator;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.org.Tier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to change of an organisation; null leaves it as it is. An empty limit gives it that of its tier again. */
public record AccountChange(
        @Nullable Tier tier, @Nullable Optional<Long> hourLimit, @Nullable Optional<Long> dayLimit) {
    private static final long MOST = 1_000_000_000L;

    public AccountChange {
        requireLimit("hourLimit", hourLimit);
        requireLimit("dayLimit", dayLimit);
    }

    private static void requireLimit(String field, @Nullable Optional<Long> limit) {
        if (limit != null && limit.isPresent() && (limit.get() < 0 || limit.get() > MOST)) {
            throw new Invalid(field, field + " must be between 0 and " + MOST + " mails, or null for that of the tier");
        }
    }
}
