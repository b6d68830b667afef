package io.jamesagents.outbound;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.apikey.Caller;
import io.jamesagents.attachment.UploadStore;
import io.jamesagents.delivery.DeliveryCounts;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.Direction;
import io.jamesagents.message.Insights;
import io.jamesagents.message.MailContent;
import io.jamesagents.message.MailOrigin;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.message.Participant;
import io.jamesagents.message.RawMail;
import io.jamesagents.message.Snippet;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import io.jamesagents.outbound.Admission.Decision;
import io.jamesagents.outbound.Validation.Rejected;
import io.jamesagents.store.Database;
import io.jamesagents.thread.Evidence;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.ThreadRules;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.understanding.MessageJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The one transaction after which a mail will be sent: idempotency key, admission, message, thread and recipients. */
public final class Acceptance {
    /** By headers alone: what an agent sends without naming a thread begins one. */
    private static final ThreadRules RULES = new ThreadRules(true, Duration.ZERO);

    private final Database database;
    private final MessageStore messages;
    private final ThreadWriter threads;
    private final MailParser parser;
    private final Admission admission;
    private final Idempotency idempotency;
    private final MessageJobs jobs;
    private final Clock clock;
    private final OutboundStore recipients = new OutboundStore();
    private final UploadStore uploads = new UploadStore();

    public Acceptance(
            Database database,
            MessageStore messages,
            ThreadWriter threads,
            MailParser parser,
            Admission admission,
            Idempotency idempotency,
            MessageJobs jobs,
            Clock clock) {
        this.database = database;
        this.messages = messages;
        this.threads = threads;
        this.parser = parser;
        this.admission = admission;
        this.idempotency = idempotency;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Refuses early what cannot be accepted. */
    void requireRoom(Caller caller) {
        admission.requireRoom(caller.org());
    }

    /** A mail as it came from its sender and was checked; {@code key} may be null. */
    record Submission(Caller caller, Draft draft, Composed mail, String key, String hash, long tookMillis) {}

    /** The answer, and what was decided about the mail; nothing, when another was accepted before under its key. */
    record Result(Accepted answer, Optional<Decision> decision) {}

    /** Accepts the mail; or gives the answer to another request with the same key that was accepted in between. */
    Result accept(Submission submission, StoredUid place) {
        Composed mail = submission.mail();
        ParsedMail parsed = parse(RawMail.of(mail.bytes()));
        OrgId org = mail.inbox().org();
        Result result = admission.watch(handle -> {
            Decision decision =
                    admission.decide(handle, mail.inbox(), submission.draft().recipients());
            Accepted answer = mail.answer(decision.status(), validation(submission, decision));
            Optional<Accepted> first = idempotency.claim(handle, org, submission.key(), submission.hash(), answer);
            if (first.isPresent()) {
                return new Result(first.get(), Optional.empty());
            }
            SendIntents.end(handle, mail.id().value());
            insert(handle, submission, parsed, place, decision);
            return new Result(answer, Optional.of(decision));
        });
        if (result.decision().isPresent()) {
            admission.committed(org);
        }
        return result;
    }

    private static Validation validation(Submission submission, Decision decision) {
        List<Rejected> rejected = new ArrayList<>(submission.draft().rejected());
        decision.suppressed()
                .forEach((recipient, entry) -> rejected.add(new Rejected(
                        recipient, "suppressed", "Suppressed: " + entry.reason().word())));
        return new Validation(
                rejected, List.of(), List.copyOf(decision.suppressed().keySet()), submission.tookMillis());
    }

    private void insert(Handle handle, Submission submission, ParsedMail parsed, StoredUid place, Decision decision) {
        Composed mail = submission.mail();
        Draft draft = submission.draft();
        Inbox inbox = mail.inbox();
        database.lock(handle, inbox.id());
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (!InboxStore.live(handle, inbox.id())) {
            throw new NotFound("Inbox");
        }
        admission.take(handle, submission.caller().org(), inbox, decision);
        Evidence evidence = Evidence.of(parsed, null, RULES);
        ThreadId chosen = mail.continued() == null ? null : mail.continued().id();
        ThreadId thread = threads.join(handle, inbox, mail.id(), evidence, chosen);
        StoredMessage message = message(draft, mail, parsed, thread, attachments(handle, mail), now);
        messages.insert(
                handle,
                message,
                evidence,
                new MailOrigin(null, null, mail.bytes().length, MailFolder.SENT, place, true));
        threads.count(handle, inbox, message);
        jobs.index(handle, message);
        jobs.readFiles(handle, message);
        recipients.insert(handle, mail, draft.recipients(), now.toEpochMilli());
        DeliveryCounts.add(handle, message);
        admission.note(handle, mail, thread, decision, parsed.header("auto-submitted"));
    }

    /** The mail takes its uploads over, with their ids; one that another mail was faster to take gets an id of this mail. */
    private List<Attachment> attachments(Handle handle, Composed mail) {
        return mail.attachments().stream()
                .map(file -> {
                    String own = Attachment.id(mail.id(), file.part());
                    boolean settled = file.id().equals(own)
                            || uploads.take(handle, mail.inbox().org(), file.id());
                    return settled ? file : file.withId(own);
                })
                .toList();
    }

    private static StoredMessage message(
            Draft draft, Composed mail, ParsedMail parsed, ThreadId thread, List<Attachment> attachments, Instant now) {
        MailContent content =
                draft.text() == null ? parsed.content() : MailContent.of(mail.subject(), draft.text(), draft.html());
        return new StoredMessage(
                mail.id(),
                mail.inbox().org(),
                mail.inbox().id(),
                mail.inbox().address(),
                mail.inbox().domain(),
                thread,
                Direction.OUTBOUND,
                mail.rfcMessageId(),
                parsed.header("in-reply-to"),
                parsed.references().stream().map(id -> "<" + id + ">").toList(),
                mail.subject(),
                parsed.sender(),
                participants(draft, parsed),
                content.body(),
                Snippet.of(content.body()),
                attachments,
                Set.of(),
                "queued",
                null,
                null,
                false,
                Insights.NONE.withFinds(content.finds().json()),
                now);
    }

    /** Those in the header, and the Bcc recipients that only the sender's own copy knows. */
    private static List<Participant> participants(Draft draft, ParsedMail parsed) {
        List<Participant> all = new ArrayList<>(parsed.participants());
        draft.recipients().stream()
                .filter(recipient -> recipient.role().equals(Participant.BCC))
                .forEach(recipient -> all.add(new Participant(Participant.BCC, recipient.address(), recipient.name())));
        return all;
    }

    private ParsedMail parse(RawMail raw) {
        try {
            return parser.parse(raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
