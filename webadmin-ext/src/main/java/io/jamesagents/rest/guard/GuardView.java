package io.jamesagents.rest.guard;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.guard.GuardRules;
import io.jamesagents.guard.Guards.Standing;
import io.jamesagents.guard.SendingPause;
import org.jspecify.annotations.Nullable;

/** The guards that hold for an organisation, on the wire; {@code paused_until} and its reason are null unless it is stopped. */
public record GuardView(
        boolean reputation,
        @JsonProperty("bounce_per_mille") int bouncePerMille,
        @JsonProperty("complaint_per_mille") int complaintPerMille,
        @JsonProperty("new_recipients_per_day") @Nullable Integer newRecipientsPerDay,
        boolean burst,
        @JsonProperty("paused_until") @Nullable String pausedUntil,
        @JsonProperty("pause_reason") @Nullable String pauseReason) {

    static GuardView of(Standing standing) {
        GuardRules rules = standing.rules();
        SendingPause pause = standing.pause();
        return new GuardView(
                rules.reputation(),
                rules.bouncePerMille(),
                rules.complaintPerMille(),
                rules.newRecipientsPerDay() == 0 ? null : Integer.valueOf(rules.newRecipientsPerDay()),
                rules.burst(),
                pause == null ? null : Json.time(pause.endsAt()),
                pause == null ? null : pause.reason());
    }
}
