package io.jamesagents.ingest;

import io.jamesagents.Ids;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.message.Direction;
import io.jamesagents.message.MailOrigin;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.report.AutomaticMail;
import io.jamesagents.store.Database;
import io.jamesagents.tag.TagRule;
import io.jamesagents.thread.Admission;
import io.jamesagents.thread.Evidence;
import io.jamesagents.thread.Standing;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.thread.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The one transaction that makes a mail in a mailbox a message: ledger, message, thread, tags, event and what follows. */
public final class InboundCommit {
    private static final Duration REPEATED_WITHIN = Duration.ofDays(7);

    private final Database database;
    private final Ledger ledger;
    private final MessageStore messages;
    private final ThreadWriter writer;
    private final Threads threads;
    private final Events events;
    private final InboundJobs jobs;
    private final Clock clock;

    public InboundCommit(
            Database database,
            Ledger ledger,
            MessageStore messages,
            ThreadWriter writer,
            Threads threads,
            Events events,
            InboundJobs jobs,
            Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.messages = messages;
        this.writer = writer;
        this.threads = threads;
        this.events = events;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Whether the inbox has this mail already, from another transmission. */
    private boolean repeats(Handle handle, Inbox inbox, ParsedMail mail, String bodyHash) {
        Instant since = clock.instant().minus(REPEATED_WITHIN);
        return messages.duplicate(handle, inbox.id(), Evidence.key(mail.messageId()), bodyHash, since)
                .isPresent();
    }

    /** Whether the mail at this place of the inbox's INBOX is a message. */
    boolean known(Inbox inbox, StoredUid place) {
        return database.read(handle -> messages.known(handle, inbox.id(), MailFolder.INBOX, place));
    }

    void quarantine(String ingestId, Inbox inbox, String reason) {
        database.update(handle -> ledger.settle(handle, ingestId, inbox, Ledger.QUARANTINED, null, reason));
    }

    /** Commits the mail that is at this place of the inbox's mailbox; other outcomes than DELIVERED change nothing else. */
    Outcome commit(IncomingMail mail, Inbox inbox, ParsedMail parsed, String bodyHash, StoredUid place) {
        Outcome outcome = database.write(handle -> {
            database.lock(handle, inbox.id());
            if (!InboxStore.live(handle, inbox.id())) {
                ledger.forget(handle, mail.ingestId(), inbox);
                return Outcome.GONE;
            }
            MessageId id = new MessageId(
                    Ids.derived("msg_", mail.ingestId(), inbox.id().value()));
            if (repeats(handle, inbox, parsed, bodyHash)) {
                boolean ours = ledger.settle(handle, mail.ingestId(), inbox, Ledger.DUPLICATE, null, null);
                return ours ? Outcome.DUPLICATE : Outcome.KNOWN;
            }
            if (!ledger.settle(handle, mail.ingestId(), inbox, Ledger.DONE, id.value(), null)) {
                return Outcome.KNOWN;
            }
            Evidence evidence =
                    Evidence.of(parsed, mail.recipient(), mail.wants().threading());
            Admission admission =
                    writer.admit(handle, inbox, id, evidence, standing(handle, mail, inbox, parsed.sender()));
            MailOrigin origin = new MailOrigin(
                    mail.ingestId(), bodyHash, mail.raw().size(), MailFolder.INBOX, place, admission.proven());
            StoredMessage message = described(mail, inbox, parsed).of(inbox, parsed, id, admission);
            messages.insert(handle, message, evidence, origin);
            finish(handle, mail, inbox, parsed, message);
            return Outcome.DELIVERED;
        });
        events.committed(inbox.org());
        return outcome;
    }

    private static Standing standing(Handle handle, IncomingMail mail, Inbox inbox, String sender) {
        boolean ours = sender != null
                && (sender.equals(inbox.address())
                        || MailDomains.owns(handle, inbox.org(), sender.substring(sender.lastIndexOf('@') + 1)));
        return Standing.of(mail.authentication(), sender, ours);
    }

    private void finish(Handle handle, IncomingMail mail, Inbox inbox, ParsedMail parsed, StoredMessage message) {
        writer.count(handle, inbox, message);
        jobs.received(handle, message, mail.wants());
        tag(handle, mail, inbox, parsed, message.thread());
        events.inbound(
                handle,
                inbox,
                message,
                parsed.headers(),
                message.createdAt(),
                mail.wants().webhook());
    }

    private void tag(Handle handle, IncomingMail mail, Inbox inbox, ParsedMail parsed, ThreadId thread) {
        if (!mail.wants().tagging()) {
            return;
        }
        List<TagRule> rules = new ArrayList<>(mail.wants().tagRules());
        rules.addAll(inbox.tagRules());
        Set<String> tags = TagRule.tagsFor(parsed, rules);
        if (!tags.isEmpty()) {
            threads.tag(handle, inbox.org(), thread, List.copyOf(tags));
        }
    }

    private static Set<String> marks(IncomingMail mail, ParsedMail parsed) {
        Set<String> marks = new TreeSet<>(parsed.marks());
        marks.addAll(mail.wants().marks());
        if (AutomaticMail.is(parsed.headers(), mail.sender())) {
            marks.add(AutomaticMail.MARK);
        }
        return marks;
    }

    private NewMessage described(IncomingMail incoming, Inbox inbox, ParsedMail mail) {
        return new NewMessage(
                Direction.INBOUND,
                null,
                marks(incoming, mail),
                incoming.authentication(),
                jobs.insights(incoming.wants(), inbox, mail.headers()),
                Instant.ofEpochMilli(clock.millis()));
    }
}
