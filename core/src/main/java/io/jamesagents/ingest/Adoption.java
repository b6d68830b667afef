package io.jamesagents.ingest;

import io.jamesagents.Ids;
import io.jamesagents.Progress;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.ingest.Ledger.Entry;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.MailHead;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes messages of mails that are in an inbox's mailbox but unknown to the database: put there over IMAP, restored from a
 * backup, or left by a crash. Copies that a crash made twice are removed.
 */
public final class Adoption {
    private static final Logger LOGGER = LoggerFactory.getLogger(Adoption.class);
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final int MAILS_AT_ONCE = 500;

    private final Inboxes inboxes;
    private final Mailboxes mailboxes;
    private final MailParser parser;
    private final Ledger ledger;
    private final InboundCommit commit;
    private final MailboxPositions positions;
    private final Clock clock;

    public Adoption(
            Inboxes inboxes,
            Mailboxes mailboxes,
            MailParser parser,
            Ledger ledger,
            InboundCommit commit,
            MailboxPositions positions,
            Clock clock) {
        this.inboxes = inboxes;
        this.mailboxes = mailboxes;
        this.parser = parser;
        this.ledger = ledger;
        this.commit = commit;
        this.positions = positions;
        this.clock = clock;
    }

    /** A mail in the mailbox of an inbox. */
    record Copy(Inbox inbox, StoredUid place) {}

    /** Looks at the inboxes whose turn it is, the longest unseen first. */
    void round(int inboxesAtOnce) {
        round(inboxesAtOnce, new Progress());
    }

    /** The same, and notes how many {@code inboxes} were looked at and how many mails there were {@code unknown}. */
    void round(int inboxesAtOnce, Progress progress) {
        for (String id : positions.next(inboxesAtOnce)) {
            inboxes.find(new InboxId(id)).ifPresent(inbox -> {
                compare(inbox, progress);
                progress.add("inboxes");
            });
        }
    }

    /** Compares one inbox's mailbox with what is known of it, from where the last comparison ended. */
    void compare(Inbox inbox) {
        compare(inbox, new Progress());
    }

    private void compare(Inbox inbox, Progress progress) {
        MailFolder folder = MailFolder.inbox(inbox.mailboxUser());
        long validity = mailboxes.uidValidity(folder);
        long last = positions.lastUid(inbox, validity);
        long highest = mailboxes.lastUid(folder);
        if (highest < last) {
            LOGGER.error(
                    "The mailbox of {} went back from UID {} to {}: its store has lost mail that it had accepted",
                    inbox.address(),
                    last,
                    highest);
            last = highest;
        }
        Instant settled = clock.instant().minus(SETTLING);
        for (MailHead head : mailboxes.list(folder, last, MAILS_AT_ONCE, InboundDelivery.TRACE)) {
            // A younger one may be in the middle of its delivery.
            if (head.internalDate().isAfter(settled)) {
                break;
            }
            adopt(inbox, head, progress);
            last = head.place().uid();
        }
        positions.reached(inbox, validity, last, clock.millis());
    }

    private void adopt(Inbox inbox, MailHead head, Progress progress) {
        if (commit.known(inbox, head.place())) {
            return;
        }
        progress.add("unknown");
        String ingestId = head.header() == null ? derived(inbox, head.place()) : head.header();
        try {
            finish(new Copy(inbox, head.place()), ingestId);
        } catch (IOException e) {
            LOGGER.warn("UID {} of {} could not be read", head.place().uid(), inbox.address(), e);
        }
    }

    /** An id of its own for a mail that came past the pipeline; the same whenever it is found. */
    private static String derived(Inbox inbox, StoredUid place) {
        return Ids.derived("imap_", inbox.id().value(), place.uidValidity() + "." + place.uid());
    }

    /** Commits a mail that is in the mailbox; if the same mail was committed before, this copy is removed. */
    void finish(Copy copy, String ingestId) throws IOException {
        MailFolder folder = MailFolder.inbox(copy.inbox().mailboxUser());
        Optional<byte[]> bytes = mailboxes.read(folder, copy.place());
        if (bytes.isEmpty()) {
            return;
        }
        RawMail raw = RawMail.of(bytes.get());
        Inbox inbox = copy.inbox();
        Instant now = clock.instant();
        ParsedMail parsed = parser.parse(raw);
        Entry entry = ledger.begin(ingestId, inbox);
        IncomingMail mail = new IncomingMail(
                ingestId, sender(parsed, inbox), inbox.address(), raw, now, Wants.EVERYTHING, entry.authentication());
        Outcome outcome = commit.commit(mail, inbox, parsed, raw.bodyHash(), copy.place());
        LOGGER.info("UID {} of {} was unknown: {}", copy.place().uid(), inbox.address(), outcome);
        if (outcome == Outcome.KNOWN && !commit.known(inbox, copy.place())) {
            mailboxes.delete(folder, copy.place());
        }
    }

    /** The reverse-path that was noted when the mail was delivered; who puts a mail in over IMAP has the inbox's password. */
    private static String sender(ParsedMail mail, Inbox inbox) {
        String path = mail.header("return-path");
        return path == null ? inbox.address() : path.replaceAll("[<>\\s]", "");
    }
}
