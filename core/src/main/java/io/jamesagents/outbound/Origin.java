package io.jamesagents.outbound;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.thread.MailThread;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.Threads;
import java.util.Optional;
import org.apache.james.mime4j.dom.address.Mailbox;

/** Where a mail is sent from: the inbox that keeps it, the thread it continues (or null), and its From. */
record Origin(Inbox inbox, MailThread thread, Mailbox from) {

    /** Chooses by inbox_id, then the thread's inbox, then from, then domain_id, then the organisation's oldest inbox. */
    static Origin choose(Reach reach, SendRequest request, Draft draft, Inboxes inboxes, Threads threads) {
        MailThread thread = request.threadId() == null ? null : threads.get(reach, new ThreadId(request.threadId()));
        Optional<Inbox> from = draft.from() == null ? Optional.empty() : owned(reach, draft.from(), inboxes);
        Inbox inbox = inbox(reach, request, thread, from, inboxes);
        if (!inbox.active()) {
            throw new Invalid("inbox_id", "The inbox " + inbox.address() + " is inactive");
        }
        return new Origin(inbox, thread, mailbox(draft, from.orElse(inbox)));
    }

    private static Inbox inbox(
            Reach reach, SendRequest request, MailThread thread, Optional<Inbox> from, Inboxes inboxes) {
        if (request.inboxId() != null) {
            return inboxes.get(reach, new InboxId(request.inboxId()));
        }
        if (thread != null) {
            return inboxes.get(reach, thread.inbox());
        }
        DomainId domain = request.domainId() == null ? null : new DomainId(request.domainId());
        return from.orElseGet(() -> inboxes.list(reach, domain, 1, null).rows().stream()
                .findFirst()
                .orElseThrow(() -> new Invalid("inbox_id", "inbox_id is required: there is no inbox to send from")));
    }

    /** The inbox whose address it is; empty for an address without one on the organisation's own verified domain. */
    private static Optional<Inbox> owned(Reach reach, Recipient from, Inboxes inboxes) {
        Optional<Inbox> inbox = inboxes.receiving(from.address())
                .filter(found -> found.org().equals(reach.org())
                        && reach.covers(found.id())
                        && found.address().equals(from.address()));
        if (inbox.isEmpty() && !inboxes.ownsDomainOf(reach, from.address())) {
            throw new Forbidden("from must be the address of one of your inboxes, or on your verified domain");
        }
        return inbox;
    }

    private static Mailbox mailbox(Draft draft, Inbox inbox) {
        Recipient from = draft.from();
        if (from == null) {
            return new Mailbox(inbox.displayName(), inbox.localPart(), inbox.domainName());
        }
        boolean unnamed = from.name() == null && from.address().equals(inbox.address());
        return unnamed ? new Mailbox(inbox.displayName(), inbox.localPart(), inbox.domainName()) : from.toMailbox();
    }

    /** Whether the thread is in the inbox that sends, and not in another one of the organisation. */
    boolean continuesOwnThread() {
        return thread != null && thread.inbox().equals(inbox.id());
    }
}
