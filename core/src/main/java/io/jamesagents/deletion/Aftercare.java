package io.jamesagents.deletion;

import io.jamesagents.inbox.AdoptedInbox;
import io.jamesagents.inbox.InboxErasure;
import io.jamesagents.inbox.InboxErasure.Erased;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.MailHead;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.outbound.Composer;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Looks for a day after what was on its way to an erased inbox when that was erased: a delivery that was cut off by a crash, a
 * mail that went to a repository.
 */
public final class Aftercare {
    private static final int INBOXES = 100;
    private static final int BATCH = 200;

    private final Database database;
    private final Mailboxes mailboxes;
    private final InTransit transit;
    private final Clock clock;

    public Aftercare(Database database, Mailboxes mailboxes, InTransit transit, Clock clock) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.transit = transit;
        this.clock = clock;
    }

    /** Sweeps those whose turn it is. */
    public void run() {
        List<Erased> due = database.read(handle -> InboxErasure.toSweep(handle, clock.millis(), INBOXES));
        if (due.isEmpty()) {
            return;
        }
        Set<String> addresses = Set.copyOf(database.read(handle -> InboxErasure.addresses(handle, due)));
        transit.remove(mail -> TransitErasure.concerns(mail, addresses));
        due.forEach(this::sweep);
    }

    private void sweep(Erased inbox) {
        // What the user of an adopted inbox has there by now is the user's own.
        if (!database.read(handle -> AdoptedInbox.is(handle, inbox.id()))) {
            mailboxes.folders(inbox.mailboxUser()).forEach(folder -> empty(inbox, folder));
        }
        database.update(handle -> InboxErasure.swept(handle, inbox, clock.millis()));
    }

    private void empty(Erased inbox, MailFolder folder) {
        List<MailHead> heads = mailboxes.list(folder, 0, BATCH, Composer.TRACE);
        // Asked after the mails were listed: those of an inbox that is made later are not among them.
        while (!heads.isEmpty()
                && !database.read(handle -> InboxErasure.shared(handle, inbox.id(), inbox.mailboxUser()))) {
            mailboxes.delete(folder, heads.stream().map(MailHead::place).toList());
            heads = mailboxes.list(folder, 0, BATCH, Composer.TRACE);
        }
    }
}
