package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.org.OrgId;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * The inbox of an organisation that is about to be, on the shared domain: its address is set aside first, then its mailbox is
 * made, and at last it opens together with its organisation. Every step but the last can be taken back or repeated.
 */
public final class FirstInbox {
    private final Inboxes inboxes;
    private final InboxStore store;
    private final MailDomains domains;
    private final MailAccounts accounts;
    private final Clock clock;
    private volatile MailDomain shared;

    public FirstInbox(Inboxes inboxes, InboxStore store, MailDomains domains, MailAccounts accounts, Clock clock) {
        this.inboxes = inboxes;
        this.store = store;
        this.domains = domains;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Refuses the names that nobody may have on the shared domain; {@code field} is where it comes from. */
    public static void requireAllowed(String field, String localPart) {
        if (LocalPart.reserved(localPart)) {
            throw new Invalid("slug_reserved", field, field + " '" + localPart + "' is reserved");
        }
    }

    /** Whether James already has a user of this address. */
    public boolean hasMailbox(String localPart) {
        return accounts.exists(address(localPart));
    }

    /** Sets the address aside; false when somebody has it or had it. */
    public boolean reserve(Handle handle, OrgId org, String localPart) {
        return InboxStore.claim(handle, org, address(localPart), clock.millis());
    }

    /** Gives up an address that was set aside and has not been opened. */
    public void release(Handle handle, OrgId org, String localPart) {
        InboxStore.release(handle, org, address(localPart));
    }

    public void makeMailbox(String localPart) {
        accounts.ensure(address(localPart));
    }

    /** Takes {@link #makeMailbox} back. */
    public void removeMailbox(String localPart) {
        accounts.remove(address(localPart));
    }

    public Inbox open(Handle handle, OrgId org, String localPart, String displayName) {
        Inbox inbox = Inbox.plain(org, shared(), localPart, displayName, Instant.ofEpochMilli(clock.millis()));
        store.insert(handle, inbox);
        inboxes.changed();
        return inbox;
    }

    private String address(String localPart) {
        return localPart + "@" + shared().name();
    }

    /** Asked for once: a transaction that needs it should not wait for a second connection. */
    private MailDomain shared() {
        if (shared == null) {
            shared = domains.shared();
        }
        return shared;
    }
}
