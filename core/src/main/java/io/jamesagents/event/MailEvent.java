package io.jamesagents.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in an inbox. The id is derived from what happened, so that it is the same however often it is
 * noticed; {@code seq} counts the inbox's events from 1 without gaps, {@code orgSeq} those of its organisation in the order
 * of their commits. {@code thread} and {@code message} are null for what is about none; {@code headers} are those of a mail
 * that came in, in lower case. {@code data} says more.
 */
public record MailEvent(
        String id,
        EventType type,
        long seq,
        long orgSeq,
        Instant createdAt,
        Inbox inbox,
        ThreadId thread,
        StoredMessage message,
        Map<String, String> headers,
        ObjectNode data) {

    public MailEvent {
        headers = Map.copyOf(headers);
    }
}
