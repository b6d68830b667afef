package io.jamesagents.event;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.StoredMessage;
import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in an inbox. The id is derived from what happened, so that it is the same however often it is
 * noticed; {@code seq} counts the inbox's events from 1 without gaps. {@code headers} are those of the mail, in lower case.
 */
public record MailEvent(
        String id,
        String type,
        long seq,
        Instant createdAt,
        Inbox inbox,
        StoredMessage message,
        Map<String, String> headers) {
    /** A mail came in. */
    public static final String INBOUND = "inbound";
}
