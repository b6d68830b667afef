package io.jamesagents.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.org.OrgId;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A mail in an inbox. {@code rfcMessageId} and {@code inReplyTo} have their brackets and may be null, as may subject, sender
 * and, for inbound mail, {@code deliveryStatus} and {@code delivery}; {@code text} and {@code snippet} are never null. {@code delivery} says when a sent mail got which status and why, {@code authentication} what is known about who
 * sent a mail that came in, or is null. An unverified one joined a thread of other people without showing that it may.
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
        MessageBody body,
        String snippet,
        List<Attachment> attachments,
        Set<String> marks,
        String deliveryStatus,
        ObjectNode delivery,
        ObjectNode authentication,
        boolean unverified,
        Insights insights,
        Instant createdAt) {

    public String text() {
        return body.text();
    }

    public String html() {
        return body.html();
    }

    public StoredMessage withDelivery(String status, ObjectNode data) {
        return new StoredMessage(
                id,
                org,
                inbox,
                inboxAddress,
                domain,
                thread,
                direction,
                rfcMessageId,
                inReplyTo,
                references,
                subject,
                sender,
                participants,
                body,
                snippet,
                attachments,
                marks,
                status,
                data,
                authentication,
                unverified,
                insights,
                createdAt);
    }
}
