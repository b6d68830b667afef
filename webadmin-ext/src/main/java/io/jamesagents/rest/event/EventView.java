package io.jamesagents.rest.event;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.jamesagents.Json;
import io.jamesagents.event.FeedEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event on the wire. {@code message} is null for what is about none, and once it is deleted. */
@JsonNaming(SnakeCaseStrategy.class)
public record EventView(
        String id,
        String type,
        String cursor,
        long seq,
        String inboxId,
        @Nullable String threadId,
        @Nullable String messageId,
        String createdAt,
        Object data,
        @Nullable Summary message) {

    /** What the message is; the whole of it is at {@code GET /v1/messages}. */
    public record Summary(@Nullable String sender, @Nullable String subject, String snippet) {}

    static EventView of(FeedEvent event) {
        return new EventView(
                event.id(),
                event.type(),
                event.cursor().encode(),
                event.seq(),
                event.inbox().value(),
                event.thread() == null ? null : event.thread().value(),
                event.message() == null ? null : event.message().value(),
                Json.time(event.createdAt()),
                event.data() == null ? Map.of() : event.data(),
                event.mail() == null
                        ? null
                        : new Summary(
                                event.mail().sender(),
                                event.mail().subject(),
                                event.mail().snippet()));
    }
}
