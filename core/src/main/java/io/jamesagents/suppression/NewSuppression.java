package io.jamesagents.suppression;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import java.time.Instant;

/**
 * An address to which a caller wants nothing sent: from an inbox, from the inboxes of a domain, or, with neither, from the whole
 * organisation; until a time, or for good when that is null.
 */
public record NewSuppression(String email, InboxId inbox, DomainId domain, Instant expiresAt) {

    public NewSuppression {
        if (inbox != null && domain != null) {
            throw new Invalid("domain_id", "Either inbox_id or domain_id says whose mails are held back, not both");
        }
    }
}
