package io.jamesagents.rest.thread;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.thread.MailThread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The summary of a thread on the wire. */
public record ThreadView(
        @JsonProperty("thread_id") String threadId,
        String id,
        @Nullable String subject,
        @JsonProperty("first_message_at") String firstMessageAt,
        @JsonProperty("last_message_at") String lastMessageAt,
        String lastActivityAt,
        @JsonProperty("message_count") long messageCount,
        @Nullable String snippet,
        @Field(oneOf = {"inbound", "outbound"}) @JsonProperty("last_direction") String lastDirection,
        @JsonProperty("inbox_id") String inboxId,
        @JsonProperty("domain_id") String domainId,
        @JsonProperty("has_attachments") boolean hasAttachments,
        @Field(oneOf = {"open", "needs_reply", "waiting", "closed"}) String status,
        List<String> tags,
        boolean unverified,
        @JsonProperty("assigned_to") @Nullable String assignedTo,
        @JsonProperty("updated_at") String updatedAt) {

    public static ThreadView of(MailThread thread) {
        String last = Json.time(thread.lastMessageAt());
        return new ThreadView(
                thread.id().value(),
                thread.id().value(),
                thread.subject(),
                Json.time(thread.firstMessageAt()),
                last,
                last,
                thread.messageCount(),
                thread.snippet(),
                thread.lastDirection(),
                thread.inbox().value(),
                thread.domain().value(),
                thread.hasAttachments(),
                thread.status().word(),
                thread.tags(),
                thread.unverified(),
                thread.assignedTo(),
                Json.time(thread.updatedAt()));
    }
}
