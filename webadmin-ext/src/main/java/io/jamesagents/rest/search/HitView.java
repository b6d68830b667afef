package io.jamesagents.rest.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jamesagents.Json;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.rest.thread.ThreadView;
import io.jamesagents.search.Hit;
import java.util.List;

/** A thread that was found, on the wire. */
public record HitView(
        @JsonUnwrapped ThreadView thread,
        double score,
        List<String> participants,
        @Field(oneOf = {"inbound", "outbound"}) String direction,
        @Field(oneOf = "email") String channel,
        @JsonProperty("last_activity") String lastActivity) {

    static HitView of(Hit hit) {
        return new HitView(
                ThreadView.of(hit.thread()),
                hit.score(),
                hit.participants(),
                hit.thread().lastDirection(),
                "email",
                Json.time(hit.thread().lastMessageAt()));
    }
}
