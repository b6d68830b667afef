package io.jamesagents.rest.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jamesagents.Json;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.rest.thread.ThreadView;
import io.jamesagents.search.Hit;
import io.jamesagents.search.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread that was found, on the wire. */
public record HitView(
        @JsonUnwrapped ThreadView thread,
        double score,
        List<String> participants,
        @Field(oneOf = {"inbound", "outbound"}) String direction,
        @Field(oneOf = "email") String channel,
        @JsonProperty("last_activity") String lastActivity,
        @Field("The message that was found") @JsonProperty("message_id") @Nullable String messageId,
        @Field("The passage of it that is closest in meaning to the query") @Nullable String passage,
        @Field("Pieces of it with the words of the query between <em> and </em>, escaped for HTML")
                List<String> highlights) {

    static HitView of(Hit hit) {
        Match match = hit.match();
        return new HitView(
                ThreadView.of(hit.thread()),
                hit.score(),
                hit.participants(),
                hit.thread().lastDirection(),
                "email",
                Json.time(hit.thread().lastMessageAt()),
                match == null ? null : match.message().value(),
                match == null ? null : match.passage(),
                match == null ? List.of() : match.highlights());
    }
}
