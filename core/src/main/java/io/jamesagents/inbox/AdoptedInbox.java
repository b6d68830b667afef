package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.ShortText;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.org.OrgId;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Inboxes of James users who were there before: with the user's mailboxes, password and address, which stay the user's. Names
 * that are reserved on the shared domain may be adopted, since an operator made them users.
 */
public final class AdoptedInbox {
    private static final int MAX_ADDRESS = 320;
    private static final int MAX_NAME = 255;

    private final Inboxes inboxes;
    private final InboxStore store;
    private final MailDomains domains;
    private final MailAccounts accounts;
    private final Clock clock;

    public AdoptedInbox(Inboxes inboxes, InboxStore store, MailDomains domains, MailAccounts accounts, Clock clock) {
        this.inboxes = inboxes;
        this.store = store;
        this.domains = domains;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The living inbox of the organisation that has this user's address and mailboxes, if there is one. */
    public Optional<Inbox> of(OrgId org, String user) {
        return store.byAddress(user.toLowerCase(Locale.ROOT))
                .filter(inbox -> inbox.org().equals(org) && inbox.mailboxUser().equals(inbox.address()));
    }

    /** What the user's inbox would be, once everything that could be in its way was looked for; nothing is changed. */
    public Inbox plan(OrgId org, String user, @Nullable String displayName) {
        String address = address(user);
        ShortText.require("displayName", displayName, MAX_NAME);
        if (!accounts.exists(address)) {
            throw new Invalid("user", "James has no user " + address);
        }
        MailDomain at = domain(org, address.substring(address.lastIndexOf('@') + 1));
        String local = LocalPart.parse(address.substring(0, address.lastIndexOf('@')), false);
        return Inbox.plain(org, at, local, displayName, Instant.ofEpochMilli(clock.millis()));
    }

    private static String address(String user) {
        if (user == null || user.length() > MAX_ADDRESS || user.indexOf('@') < 1) {
            throw new Invalid("user", "user must be the address of a James user, such as support@example.com");
        }
        return user.trim().toLowerCase(Locale.ROOT);
    }

    private MailDomain domain(OrgId org, String name) {
        return name.equals(domains.sharedName())
                ? domains.shared()
                : domains.verified(org, name)
                        .orElseThrow(() ->
                                new Conflict("domain_not_verified", "The organisation has no verified domain " + name));
    }

    /** Opens what was planned: mail for the address is the inbox's from now on. */
    public void open(Handle handle, Inbox inbox) {
        store.insert(handle, inbox);
        handle.createUpdate("UPDATE inbox SET adopted_at = :now WHERE id = :id AND org_id = :org")
                .bind("now", clock.millis())
                .bind("id", inbox.id().value())
                .bind("org", inbox.org().value())
                .execute();
        handle.afterCommit(inboxes::changed);
    }

    /** Whether the inbox is a James user's who was there before it. */
    public static boolean is(Handle handle, InboxId inbox) {
        return handle.createQuery("SELECT 1 FROM inbox WHERE id = :id AND adopted_at IS NOT NULL")
                .bind("id", inbox.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }
}
