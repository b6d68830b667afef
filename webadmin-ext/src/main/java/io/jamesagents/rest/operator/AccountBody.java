package io.jamesagents.rest.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.operator.AccountChange;
import io.jamesagents.operator.NewAccount;
import io.jamesagents.org.Tier;
import java.util.Arrays;
import java.util.Optional;

/** An organisation as the operator wants it. */
record AccountBody(String slug, String name, String tier) {

    NewAccount wanted() {
        return new NewAccount(slug, name, tier(tier));
    }

    /** Reads a change: what is absent stays, a limit that is null is that of the tier again. */
    static AccountChange change(JsonNode body) {
        return new AccountChange(
                tier(body.path("tier").asText(null)), limit(body, "hourLimit"), limit(body, "dayLimit"));
    }

    private static Tier tier(String word) {
        return word == null
                ? null
                : Arrays.stream(Tier.values())
                        .filter(tier -> tier.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new Invalid("tier", "tier must be one of free, pro, enterprise"));
    }

    private static Optional<Long> limit(JsonNode body, String field) {
        JsonNode value = body.get(field);
        if (value == null) {
            return null;
        }
        if (!value.isNull() && !value.canConvertToLong()) {
            throw new Invalid(field, field + " must be a number or null");
        }
        return value.isNull() ? Optional.empty() : Optional.of(value.asLong());
    }
}
