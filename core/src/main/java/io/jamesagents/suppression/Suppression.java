package io.jamesagents.suppression;

import io.jamesagents.Ids;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.message.MessageId;
import java.time.Instant;
import java.util.Objects;

/**
 * An address to which nothing is sent. {@code expiresAt} is null for an entry that is for good, {@code message} and
 * {@code detail} are null unless a mail was the cause.
 */
public record Suppression(
        String id,
        SuppressionScope scope,
        CanonicalAddress address,
        SuppressionReason reason,
        MessageId message,
        String detail,
        Instant createdAt,
        Instant expiresAt) {

    public Suppression {
        Objects.requireNonNull(scope);
        Objects.requireNonNull(address);
        Objects.requireNonNull(reason);
    }

    /** A new entry that is for good, of which no mail is the cause. */
    static Suppression of(SuppressionScope scope, CanonicalAddress address, SuppressionReason reason, Instant now) {
        return new Suppression(Ids.random("sup_"), scope, address, reason, null, null, now, null);
    }

    Suppression until(Instant end) {
        return new Suppression(id, scope, address, reason, message, detail, createdAt, end);
    }

    Suppression because(MessageId mail, String said) {
        return new Suppression(id, scope, address, reason, mail, said, createdAt, expiresAt);
    }

    /** What the ledger says of a recipient that it held back. */
    public Change change() {
        return Change.to(RecipientState.SUPPRESSED, new RemoteReply(null, null, null, "Suppressed: " + reason.word()));
    }
}
