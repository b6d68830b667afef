package io.jamesagents.ingest.history;

import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.AdoptedInbox;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.ingest.MailboxPositions;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Makes an inbox of a James user. New mail is the inbox's as soon as this returns; the mail that was there before is taken over
 * by {@link MailboxHistory}. The user goes on with the same password and mailboxes.
 */
public final class MailboxAdoption {
    private final Database database;
    private final AdoptedInbox adopted;
    private final Mailboxes mailboxes;
    private final Audit audit;
    private final Clock clock;

    public MailboxAdoption(Database database, AdoptedInbox adopted, Mailboxes mailboxes, Audit audit, Clock clock) {
        this.database = database;
        this.adopted = adopted;
        this.mailboxes = mailboxes;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The inbox of the user, made unless the organisation has it already. Of the mail in INBOX, what is up to the UID that is
     * the highest before the inbox opens is history; what James delivers behind it while the inbox opens is found by the reconciler, as new.
     */
    public Inbox adopt(OrgId org, String user, @Nullable String displayName, String actor) {
        if (user != null) {
            var there = adopted.of(org, user.trim());
            if (there.isPresent()) {
                return there.get();
            }
        }
        Inbox inbox = adopted.plan(org, user, displayName);
        mailboxes.ensure(inbox.mailboxUser());
        MailFolder folder = MailFolder.inbox(inbox.mailboxUser());
        long validity = mailboxes.uidValidity(folder);
        long highest = mailboxes.lastUid(folder);
        database.update(handle -> {
            adopted.open(handle, inbox);
            MailboxPositions.reached(handle, inbox, validity, highest, clock.millis());
            audit.record(handle, org, actor, "inbox.adopted", inbox.id().value());
        });
        return inbox;
    }
}
