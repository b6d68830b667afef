package io.jamesagents.deletion;

import io.jamesagents.inbox.Inboxes;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.search.Forgetting;
import io.jamesagents.store.Database;
import java.util.List;

/** What a deletion consists of, in order. */
public final class Erasure {
    private final List<Step> messages;
    private final List<Step> inbox;
    private final List<Step> organization;

    public Erasure(
            Database database,
            Inboxes inboxes,
            Mailboxes mailboxes,
            MailAccounts accounts,
            InTransit inTransit,
            Forgetting forgetting) {
        Closing closing = new Closing(database, inboxes, accounts);
        Step transit = new TransitErasure(database, inTransit);
        Step mails = new MessageErasure(database, mailboxes);
        Step index = new SearchErasure(forgetting);
        Step clearing = new InboxClearing(database, mailboxes, accounts);
        messages = List.of(transit, new MovedMails(database, mailboxes), mails, index, closing::looseEnds);
        inbox = List.of(closing::stopInboxes, transit, mails, index, clearing, closing::looseEnds);
        organization = List.of(
                closing::stopInboxes,
                transit,
                mails,
                index,
                clearing,
                closing::freeDomains,
                new OwnedRows(database, false),
                closing::endOrganisation,
                // Again, for what was made until then.
                closing::stopInboxes,
                mails,
                index,
                clearing,
                new OwnedRows(database, true));
    }

    /** Whether all is deleted; false when it was paused. */
    boolean run(Run run) {
        return steps(run.request().wanted().scope()).stream().allMatch(step -> step.run(run));
    }

    private List<Step> steps(DeletionScope scope) {
        return switch (scope) {
            case MESSAGES -> messages;
            case INBOX -> inbox;
            case ORGANIZATION -> organization;
        };
    }
}
