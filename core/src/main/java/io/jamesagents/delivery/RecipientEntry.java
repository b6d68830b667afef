package io.jamesagents.delivery;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;

/**
 * One recipient of a sent mail. {@code role} is {@code to}, {@code cc} or {@code bcc}; {@code attempts} counts the
 * connections begun; {@code nextAttempt} and {@code bounceType} may be null.
 */
public record RecipientEntry(
        MessageId message,
        OrgId org,
        InboxId inbox,
        DomainId domain,
        ThreadId thread,
        String recipient,
        String role,
        RecipientState state,
        int attempts,
        RemoteReply reply,
        String bounceType,
        Instant nextAttempt,
        boolean possibleDuplicate,
        Instant updatedAt) {}
