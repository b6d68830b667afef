package io.jamesagents.message;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.org.OrgId;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A mail in an inbox. {@code rfcMessageId} and {@code inReplyTo} have their brackets and may be null, as may subject,
 * sender, {@code html} and, for inbound mail, {@code deliveryStatus}; {@code text} and {@code snippet} are never null.
 */
public record StoredMessage(
        MessageId id,
        OrgId org,
        InboxId inbox,
        String inboxAddress,
        DomainId domain,
        ThreadId thread,
        Direction direction,
        String rfcMessageId,
        String inReplyTo,
        List<String> references,
        String subject,
        String sender,
        List<Participant> participants,
        String text,
        String html,
        String snippet,
        List<Attachment> attachments,
        Set<String> marks,
        String deliveryStatus,
        Instant createdAt) {}
