package io.jamesagents.suppression;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.org.OrgId;

/** Whose mails an entry holds back: those of an inbox (with its domain), of the inboxes on a domain, or of an organisation. */
public record SuppressionScope(OrgId org, InboxId inbox, DomainId domain) {

    public static SuppressionScope of(Inbox inbox) {
        return new SuppressionScope(inbox.org(), inbox.id(), inbox.domain());
    }

    public static SuppressionScope of(OrgId org, DomainId domain) {
        return new SuppressionScope(org, null, domain);
    }

    public static SuppressionScope of(OrgId org) {
        return new SuppressionScope(org, null, null);
    }

    /** Its name on the wire. */
    public String word() {
        if (inbox != null) {
            return "inbox";
        }
        return domain == null ? "global" : "domain";
    }

    /** What tells it from the others of its organisation. */
    String place() {
        if (inbox != null) {
            return inbox.value();
        }
        return domain == null ? "" : domain.value();
    }
}
