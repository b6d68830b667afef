package io.jamesagents.ingest.history;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.ingest.InboundDelivery;
import io.jamesagents.ingest.MailboxPositions;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.MailHead;
import io.jamesagents.mailbox.Mailboxes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the mails that were in a user's mailboxes before the user became an inbox. In INBOX these are the ones up to the UID
 * where the reconciler begins: what lies behind it came since, by delivery or past it.
 */
final class OldMails {
    private static final int PAGE = 500;

    private final Mailboxes mailboxes;
    private final MailboxPositions positions;

    OldMails(Mailboxes mailboxes, MailboxPositions positions) {
        this.mailboxes = mailboxes;
        this.positions = positions;
    }

    /** In the order of their time, so that threads grow as they did. */
    List<OldMail> of(Inbox inbox) {
        List<OldMail> mails = new ArrayList<>();
        mailboxes.folders(inbox.mailboxUser()).stream()
                .filter(Folders::taken)
                .forEach(folder -> collect(folder, last(inbox, folder), mails));
        mails.sort(Comparator.comparing(OldMail::at)
                .thenComparing(mail -> mail.place().uid()));
        return mails;
    }

    private long last(Inbox inbox, MailFolder folder) {
        return Folders.inbox(folder) ? positions.lastUid(inbox, mailboxes.uidValidity(folder)) : Long.MAX_VALUE;
    }

    private void collect(MailFolder folder, long last, List<OldMail> mails) {
        long after = 0;
        while (after < last) {
            List<MailHead> heads = mailboxes.list(folder, after, PAGE, InboundDelivery.TRACE);
            if (heads.isEmpty()) {
                return;
            }
            heads.stream()
                    .filter(head -> head.place().uid() <= last)
                    .forEach(head -> mails.add(new OldMail(folder, head.place(), head.internalDate())));
            after = heads.get(heads.size() - 1).place().uid();
        }
    }
}
