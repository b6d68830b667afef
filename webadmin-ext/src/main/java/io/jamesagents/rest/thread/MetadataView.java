package io.jamesagents.rest.thread;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.thread.MailThread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What agents note about a thread, on the wire. */
public record MetadataView(
        @JsonProperty("thread_id") String threadId,
        List<String> tags,
        @Field(oneOf = {"open", "needs_reply", "waiting", "closed"}) String status,
        boolean unverified,
        @JsonProperty("assigned_to") @Nullable String assignedTo,
        @JsonProperty("updated_at") String updatedAt) {

    static MetadataView of(MailThread thread) {
        return new MetadataView(
                thread.id().value(),
                thread.tags(),
                thread.status().word(),
                thread.unverified(),
                thread.assignedTo(),
                Json.time(thread.updatedAt()));
    }
}
