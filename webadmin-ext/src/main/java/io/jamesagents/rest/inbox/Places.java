package io.jamesagents.rest.inbox;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomains;

/** Tells whether the inbox and the domain that a query names are the caller's: others are errors, not empty lists. */
public final class Places {
    private final Inboxes inboxes;
    private final MailDomains domains;

    public Places(Inboxes inboxes, MailDomains domains) {
        this.inboxes = inboxes;
        this.domains = domains;
    }

    /** Either may be null. */
    public void require(Reach reach, InboxId inbox, DomainId domain) {
        if (inbox != null) {
            inboxes.requireExisted(reach, inbox);
        }
        if (domain != null) {
            domains.get(reach.org(), domain);
        }
    }
}
