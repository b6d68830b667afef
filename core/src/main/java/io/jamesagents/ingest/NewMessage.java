package io.jamesagents.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.Direction;
import io.jamesagents.message.Insights;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.message.Snippet;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.thread.Admission;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a mail in an inbox's mailbox that is not in the mail itself. {@code status} is that of the delivery, null for
 * mail that came in; {@code at} is when it is to have come, or gone.
 */
public record NewMessage(
        Direction direction,
        @Nullable String status,
        Set<String> marks,
        @Nullable ObjectNode authentication,
        Insights insights,
        Instant at) {

    /** The message that the mail makes. */
    public StoredMessage of(Inbox inbox, ParsedMail mail, MessageId id, Admission admission) {
        return new StoredMessage(
                id,
                inbox.org(),
                inbox.id(),
                inbox.address(),
                inbox.domain(),
                admission.thread(),
                direction,
                mail.header("message-id"),
                mail.header("in-reply-to"),
                mail.references().stream()
                        .map(reference -> "<" + reference + ">")
                        .toList(),
                mail.subject(),
                mail.sender(),
                mail.participants(),
                mail.content().body(),
                Snippet.of(mail.content().body()),
                attachments(mail, id),
                marks,
                status,
                null,
                authentication,
                admission.unverified(),
                insights.withFinds(mail.content().finds().json()),
                at);
    }

    private static List<Attachment> attachments(ParsedMail mail, MessageId id) {
        return mail.attachments().stream()
                .map(part -> new Attachment(
                        Attachment.id(id, part.number()),
                        part.number(),
                        part.filename(),
                        part.mimeType(),
                        part.size(),
                        part.contentId()))
                .toList();
    }
}
