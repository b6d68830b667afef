package io.jamesagents.thread;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import java.time.Instant;
import java.util.List;

/**
 * A conversation in an inbox, with what agents note about it. Subject and snippet may be null. {@code unverified} says that
 * one of its messages is.
 */
public record MailThread(
        ThreadId id,
        InboxId inbox,
        DomainId domain,
        String subject,
        String snippet,
        Instant firstMessageAt,
        Instant lastMessageAt,
        long messageCount,
        String lastDirection,
        boolean hasAttachments,
        boolean unverified,
        ThreadStatus status,
        String assignedTo,
        List<String> tags,
        Instant updatedAt) {}
