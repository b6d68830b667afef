package io.jamesagents.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;

/**
 * An event as it is read from the log. {@code type} is its word; {@code thread} and {@code message} are null for what is about
 * none, {@code mail} also when the message is deleted. {@code data} is a JSON object.
 */
public record FeedEvent(
        FeedCursor cursor,
        String id,
        String type,
        long seq,
        InboxId inbox,
        ThreadId thread,
        MessageId message,
        Instant createdAt,
        JsonNode data,
        Mail mail) {

    /** What the message is; sender and subject may be null. */
    public record Mail(String sender, String subject, String snippet) {}
}
