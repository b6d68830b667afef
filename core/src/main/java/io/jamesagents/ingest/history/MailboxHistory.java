package io.jamesagents.ingest.history;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.Progress;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.ingest.MailboxPositions;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.RawMail;
import io.jamesagents.store.Database;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes messages of the mail that was in a user's mailboxes before the user became an inbox. Each mail is a step of its own,
 * and those that were done are left alone: cut off anywhere, even by a kill, it is run again from the start and goes on.
 */
public final class MailboxHistory {
    /** Mails that are messages already, or are copies of one, or were removed meanwhile. */
    public static final String LEFT = "left";

    private static final Logger LOGGER = LoggerFactory.getLogger(MailboxHistory.class);

    private final Database database;
    private final Mailboxes mailboxes;
    private final MailParser parser;
    private final HistoryCommit commit;
    private final Events events;
    private final OldMails mails;

    public MailboxHistory(
            Database database, Mailboxes mailboxes, MailParser parser, HistoryCommit commit, Events events) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.parser = parser;
        this.commit = commit;
        this.events = events;
        this.mails = new OldMails(mailboxes, new MailboxPositions(database));
    }

    /**
     * Goes through all of it, the oldest first, and notes {@code total}, {@code done}, {@code left} and {@code failed}. A mail
     * that cannot be read is counted as failed and the next one taken.
     *
     * @throws InterruptedException when the thread is interrupted between two mails
     * @throws Unavailable when the database or the mailboxes do not answer
     */
    public void take(Inbox inbox, Progress progress) throws InterruptedException {
        List<OldMail> all = mails.of(inbox);
        progress.set(Progress.TOTAL, all.size());
        Map<MailFolder, Set<StoredUid>> known = new HashMap<>();
        try {
            for (OldMail mail : all) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Set<StoredUid> there = known.computeIfAbsent(
                        mail.folder(), folder -> database.read(handle -> KnownMails.in(handle, inbox.id(), folder)));
                progress.add(there.contains(mail.place()) ? LEFT : take(inbox, mail));
            }
        } finally {
            // Threads may have been merged.
            events.committed(inbox.org());
        }
    }

    private String take(Inbox inbox, OldMail mail) {
        try {
            Optional<byte[]> bytes = mailboxes.read(mail.folder(), mail.place());
            return bytes.isPresent() && take(inbox, mail, RawMail.of(bytes.get())) ? Progress.DONE : LEFT;
        } catch (Unavailable | NotFound e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOGGER.warn(
                    "UID {} of an old mailbox of inbox {} cannot be taken over",
                    mail.place().uid(),
                    inbox.id(),
                    e);
            return Progress.FAILED;
        }
    }

    private boolean take(Inbox inbox, OldMail mail, RawMail raw) throws IOException {
        return commit.commit(inbox, mail, parser.parse(raw), raw);
    }
}
