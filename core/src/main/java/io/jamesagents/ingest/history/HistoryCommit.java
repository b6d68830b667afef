package io.jamesagents.ingest.history;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;
import io.jamesagents.delivery.DeliveryCounts;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.ingest.NewMessage;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.message.Direction;
import io.jamesagents.message.Insights;
import io.jamesagents.message.MailOrigin;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.message.RawMail;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.report.AutomaticMail;
import io.jamesagents.store.Database;
import io.jamesagents.thread.Admission;
import io.jamesagents.thread.Evidence;
import io.jamesagents.thread.Standing;
import io.jamesagents.thread.ThreadRules;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.understanding.MessageJobs;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * The one transaction that makes an old mail a message: thread, message, and that it is to be found. There is no event of it,
 * and so no webhook; it is not screened, and no schema is filled from it.
 */
public final class HistoryCommit {
    private static final ThreadRules SENT_RULES = new ThreadRules(true, Duration.ZERO);

    private final Database database;
    private final MessageStore messages;
    private final ThreadWriter threads;
    private final MessageJobs jobs;
    private final Clock clock;

    public HistoryCommit(
            Database database, MessageStore messages, ThreadWriter threads, MessageJobs jobs, Clock clock) {
        this.database = database;
        this.messages = messages;
        this.threads = threads;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Whether the mail is a message now that it was not before. */
    boolean commit(Inbox inbox, OldMail mail, ParsedMail parsed, RawMail raw) throws IOException {
        String bodyHash = raw.bodyHash();
        Direction direction = direction(inbox, mail, parsed);
        return database.write(handle -> {
            database.lock(handle, inbox.id());
            if (!InboxStore.live(handle, inbox.id())) {
                throw new NotFound("Inbox");
            }
            String key = Evidence.key(parsed.messageId());
            if (KnownMails.has(handle, inbox.id(), mail, key, bodyHash)) {
                return false;
            }
            String ingestId = ingestId(inbox, mail);
            MessageId id =
                    new MessageId(Ids.derived("msg_", ingestId, inbox.id().value()));
            Evidence evidence =
                    Evidence.of(parsed, null, direction == Direction.INBOUND ? ThreadRules.DEFAULT : SENT_RULES);
            Admission admission = admit(handle, inbox, id, evidence, direction, mail);
            StoredMessage message = described(mail, parsed, direction).of(inbox, parsed, id, admission);
            messages.insert(
                    handle,
                    message,
                    evidence,
                    new MailOrigin(
                            ingestId, bodyHash, raw.size(), mail.folder().name(), mail.place(), admission.proven()));
            finish(handle, inbox, message);
            return true;
        });
    }

    private static String ingestId(Inbox inbox, OldMail mail) {
        return Ids.derived(
                "old_",
                inbox.id().value(),
                mail.folder().name(),
                mail.place().uidValidity() + "." + mail.place().uid());
    }

    /** What the user has sent is where sent mail is, or bears the user's own name elsewhere than in INBOX. */
    private static Direction direction(Inbox inbox, OldMail mail, ParsedMail parsed) {
        boolean filedOwn = !Folders.inbox(mail.folder()) && inbox.address().equals(parsed.sender());
        return Folders.sent(mail.folder()) || filedOwn ? Direction.OUTBOUND : Direction.INBOUND;
    }

    /**
     * Nobody looked who sent an old mail: it joins a thread on the same footing as new mail of which nothing is known. That the
     * user has sent it, the mailbox Sent proves, and the user's name in another mailbox does not.
     */
    private Admission admit(
            Handle handle, Inbox inbox, MessageId id, Evidence evidence, Direction direction, OldMail mail) {
        if (direction == Direction.OUTBOUND) {
            return new Admission(threads.join(handle, inbox, id, evidence, null), Folders.sent(mail.folder()), false);
        }
        String sender = evidence.sender();
        boolean ours = sender != null
                && (sender.equals(inbox.address())
                        || MailDomains.owns(handle, inbox.org(), sender.substring(sender.lastIndexOf('@') + 1)));
        return threads.admit(handle, inbox, id, evidence, Standing.of(null, sender, ours));
    }

    private NewMessage described(OldMail mail, ParsedMail parsed, Direction direction) {
        Instant at = Instant.ofEpochMilli(Math.min(mail.at().toEpochMilli(), clock.millis()));
        Set<String> marks = new TreeSet<>(parsed.marks());
        boolean inbound = direction == Direction.INBOUND;
        if (inbound && AutomaticMail.is(parsed.headers(), parsed.sender())) {
            marks.add(AutomaticMail.MARK);
        }
        return new NewMessage(direction, inbound ? null : RecipientState.SENT.word(), marks, null, Insights.NONE, at);
    }

    private void finish(Handle handle, Inbox inbox, StoredMessage message) {
        threads.count(handle, inbox, message);
        jobs.index(handle, message);
        jobs.readFiles(handle, message);
        DeliveryCounts.add(handle, message);
    }
}
