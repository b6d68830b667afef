package io.jamesagents.outbound;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.apikey.Caller;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.message.RawMail;
import io.jamesagents.outbound.Acceptance.Result;
import io.jamesagents.outbound.Acceptance.Submission;
import io.jamesagents.store.Database;
import io.jamesagents.thread.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends mails for agents. Before the answer a mail is in the inbox's Sent mailbox, in its thread and in the mail queue, once
 * per recipient; a mail that a crash keeps from the queue is queued by {@link Unsent}.
 */
public final class Sender {
    private static final int MAX_KEY = 255;

    private final Database database;
    private final Inboxes inboxes;
    private final Threads threads;
    private final Mailboxes mailboxes;
    private final Enclosures enclosures;
    private final Composer composer;
    private final Acceptance acceptance;
    private final Idempotency idempotency;
    private final SendIntents intents;
    private final Unsent unsent;
    private final Clock clock;

    public Sender(
            Database database,
            Inboxes inboxes,
            Threads threads,
            Mailboxes mailboxes,
            Enclosures enclosures,
            Composer composer,
            Acceptance acceptance,
            Idempotency idempotency,
            SendIntents intents,
            Unsent unsent,
            Clock clock) {
        this.database = database;
        this.inboxes = inboxes;
        this.threads = threads;
        this.mailboxes = mailboxes;
        this.enclosures = enclosures;
        this.composer = composer;
        this.acceptance = acceptance;
        this.idempotency = idempotency;
        this.intents = intents;
        this.unsent = unsent;
        this.clock = clock;
    }

    /** Sends a mail, or answers as the first time when the idempotency key (from the header, or null) was used before. */
    public Accepted send(Caller caller, SendRequest request, String headerKey) {
        Instant begin = clock.instant();
        String key = key(request, headerKey);
        String hash = Idempotency.hash(request);
        Optional<Accepted> earlier = idempotency.earlier(caller.orgId(), key, hash);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Draft draft = Draft.of(request);
        acceptance.requireRoom(caller);
        Origin origin = Origin.choose(caller.reach(), request, draft, inboxes, threads);
        Composed mail = compose(caller, request, draft, origin, begin);
        return store(caller, draft, mail, key, hash, begin);
    }

    private Composed compose(Caller caller, SendRequest request, Draft draft, Origin origin, Instant begin) {
        List<Enclosure> files = enclosures.collect(caller, request.attachments(), draft.html());
        return database.read(handle -> composer.compose(handle, draft, files, origin, begin));
    }

    private Accepted store(Caller caller, Draft draft, Composed mail, String key, String hash, Instant begin) {
        intents.begin(mail);
        MailFolder sent = MailFolder.sent(mail.inbox().mailboxUser());
        RawMail raw = RawMail.of(mail.bytes());
        StoredUid place =
                mailboxes.append(sent, raw.withTrace(Composer.TRACE + ": " + mail.id() + "\r\n"), begin, true);
        long took = Duration.between(begin, clock.instant()).toMillis();
        boolean accepted = false;
        try {
            Result result = acceptance.accept(new Submission(caller, draft, mail, key, hash, took), place);
            accepted = result.decision().isPresent();
            result.decision().ifPresent(decision -> unsent.queue(mail, decision.sent()));
            return result.answer();
        } finally {
            if (!accepted) {
                intents.takeBack(mail, place);
            }
        }
    }

    private static String key(SendRequest request, String headerKey) {
        String key = headerKey != null ? headerKey : request.idempotencyKey();
        if (key == null && request.headers() != null) {
            key = request.headers().entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("Idempotency-Key"))
                    .map(java.util.Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
            throw new Invalid("idempotency_key", "idempotency_key must have between 1 and " + MAX_KEY + " characters");
        }
        return key;
    }
}
