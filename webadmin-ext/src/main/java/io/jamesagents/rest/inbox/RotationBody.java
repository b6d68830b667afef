package io.jamesagents.rest.inbox;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.rest.openapi.Field;
import java.time.Duration;

/** For how long the secret of a webhook that is rotated goes on signing. */
public record RotationBody(
        @Field("Seconds for which the present secret signs beside the new one, at most 604800; 86400 unless given")
                @JsonProperty("overlap_seconds")
                @JsonAlias("overlapSeconds")
                Integer overlapSeconds) {
    private static final Duration OVERLAP = Duration.ofDays(1);

    Duration overlap() {
        return overlapSeconds == null ? OVERLAP : Duration.ofSeconds(overlapSeconds);
    }
}
