package io.jamesagents.ingest;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.authentication.AuthenticationResults;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.ingest.Ledger.Entry;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.MailHead;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.metrics.Meters;
import io.jamesagents.metrics.Timing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a mail to an inbox, once: a note of the intent, the mail in the mailbox, then everything else in one transaction.
 * After a crash at any point the same mail can be given here again, and the result is as if there had been no crash.
 */
public final class InboundDelivery {
    /** The header that names, in the mailbox, the mail that a copy was made of. */
    public static final String TRACE = "X-Agent-Ingest";

    private static final Logger LOGGER = LoggerFactory.getLogger(InboundDelivery.class);
    private static final int SCAN = 10_000;

    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final MailParser parser;
    private final InboundCommit commit;
    private final AuthenticationResults results;
    private final Meters meters;

    /** {@code results} knows the field that tells people who read over IMAP who sent a mail, and forgeries of it. */
    public InboundDelivery(
            Ledger ledger,
            Mailboxes mailboxes,
            MailParser parser,
            InboundCommit commit,
            AuthenticationResults results,
            Meters meters) {
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.parser = parser;
        this.commit = commit;
        this.results = results;
        this.meters = meters;
    }

    /**
     * Delivers the mail. An {@link Unavailable} means that nothing was wrong with the mail and it has to be given here again;
     * an attempt that ends otherwise without a result counts towards {@link Ledger#MAX_ATTEMPTS}.
     */
    public Outcome deliver(IncomingMail mail, Inbox inbox) throws IOException {
        String became = IngestMeters.FAILED;
        try (Timing whole = meters.time(IngestMeters.DELIVERY)) {
            Outcome outcome = delivered(mail, inbox);
            became = IngestMeters.of(outcome);
            return outcome;
        } catch (Unavailable e) {
            became = IngestMeters.WAITING;
            throw e;
        } finally {
            meters.count(became);
        }
    }

    private Outcome delivered(IncomingMail mail, Inbox inbox) throws IOException {
        Entry entry = ledger.begin(mail.ingestId(), inbox, mail.authentication());
        if (entry.settled()) {
            return entry.state().equals(Ledger.QUARANTINED) ? Outcome.QUARANTINED : Outcome.KNOWN;
        }
        if (entry.attempts() > Ledger.MAX_ATTEMPTS) {
            return quarantine(mail, inbox, entry);
        }
        try {
            return deliver(mail.withRaw(results.withoutForged(mail.raw())), inbox, entry);
        } catch (Unavailable e) {
            ledger.forgive(mail.ingestId(), inbox);
            throw e;
        }
    }

    private Outcome deliver(IncomingMail mail, Inbox inbox, Entry entry) throws IOException {
        ParsedMail parsed = parse(mail);
        String bodyHash = mail.raw().bodyHash();
        Optional<StoredUid> earlier = entry.attempts() > 1 ? appended(inbox, entry) : Optional.empty();
        StoredUid place = earlier.orElseGet(() -> append(mail, inbox));
        Outcome outcome = commit(mail, inbox, parsed, bodyHash, place);
        if (outcome != Outcome.DELIVERED && !commit.known(inbox, place)) {
            // The inbox has this mail already, from another transmission or another attempt.
            mailboxes.delete(MailFolder.inbox(inbox.mailboxUser()), place);
        }
        return outcome;
    }

    private Outcome commit(IncomingMail mail, Inbox inbox, ParsedMail parsed, String bodyHash, StoredUid place) {
        try (Timing transaction = meters.time(IngestMeters.COMMIT)) {
            return commit.commit(mail, inbox, parsed, bodyHash, place);
        }
    }

    /** The mail is kept where quarantine keeps mails, and not in the inbox as well. */
    private Outcome quarantine(IncomingMail mail, Inbox inbox, Entry entry) {
        commit.quarantine(mail.ingestId(), inbox, "It failed " + Ledger.MAX_ATTEMPTS + " times");
        appended(inbox, entry).ifPresent(place -> mailboxes.delete(MailFolder.inbox(inbox.mailboxUser()), place));
        return Outcome.QUARANTINED;
    }

    private ParsedMail parse(IncomingMail mail) throws IOException {
        try (Timing reading = meters.time(IngestMeters.PARSING)) {
            return parser.parse(mail.raw());
        }
    }

    private StoredUid append(IncomingMail mail, Inbox inbox) {
        return mailboxes.append(
                MailFolder.inbox(inbox.mailboxUser()), mail.raw().withTrace(trace(mail)), mail.received(), false);
    }

    private String trace(IncomingMail mail) {
        return "Return-Path: <" + mail.sender() + ">\r\n"
                + "Delivered-To: " + mail.recipient() + "\r\n"
                + TRACE + ": " + mail.ingestId() + "\r\n"
                + (mail.authentication() == null ? "" : results.field(mail.authentication()));
    }

    /** Where an attempt before a crash has put the mail. */
    Optional<StoredUid> appended(Inbox inbox, Entry entry) {
        List<MailHead> since = mailboxes.list(MailFolder.inbox(inbox.mailboxUser()), entry.afterUid(), SCAN, TRACE);
        Optional<StoredUid> found = since.stream()
                .filter(head -> entry.ingestId().equals(head.header()))
                .map(MailHead::place)
                .findFirst();
        LOGGER.info(
                "Mail {} for {} was begun before; its copy {}",
                entry.ingestId(),
                inbox.address(),
                found.isPresent() ? "is in the mailbox" : "is not in the mailbox");
        return found;
    }
}
