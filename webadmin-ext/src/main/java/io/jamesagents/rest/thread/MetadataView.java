package io.jamesagents.rest.thread;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.thread.MailThread;
import java.util.List;

/** What agents note about a thread, on the wire. */
public record MetadataView(
        @JsonProperty("thread_id") String threadId,
        List<String> tags,
        String status,
        @JsonProperty("assigned_to") String assignedTo,
        @JsonProperty("updated_at") String updatedAt) {

    static MetadataView of(MailThread thread) {
        return new MetadataView(
                thread.id().value(),
                thread.tags(),
                thread.status().word(),
                thread.assignedTo(),
                Json.time(thread.updatedAt()));
    }
}
