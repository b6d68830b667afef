package io.jamesagents.loop;

import io.jamesagents.AgentsException.Limited;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.loop.LoopStore.Received;
import io.jamesagents.loop.LoopStore.Sent;
import io.jamesagents.message.MessageId;
import io.jamesagents.report.AutomaticMail;
import io.jamesagents.store.Database;
import io.jamesagents.thread.ThreadId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Keeps agents from writing to and fro with another machine for ever. A mail is automatic if its Auto-Submitted says so
 * (RFC 3834), if it answers an automatic mail, or if it answers, within some seconds, a mail that itself came within some
 * seconds of one of ours: whoever thinks longer, and the first quick answer, are never counted. Of automatic mails so many go to
 * a correspondent per hour; the next one is refused, and both sides, if the other is an inbox here, get an event.
 */
public final class LoopGuard {
    private static final int BATCH = 500;

    private final Database database;
    private final LoopSettings settings;
    private final LoopReport report;
    private final Clock clock;
    private final LoopStore store = new LoopStore();

    public LoopGuard(Database database, LoopSettings settings, LoopReport report, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.report = report;
        this.clock = clock;
    }

    /** A mail that is about to be sent, and what its Auto-Submitted says, or null. */
    public record Outgoing(
            Inbox inbox, MessageId message, ThreadId thread, List<String> recipients, String autoSubmitted) {}

    /** Does what sends a mail in a transaction, in which {@link #count} is called; reports the loop if it was refused for one. */
    public <T> T watch(Function<Handle, T> sending) {
        try {
            return database.write(sending);
        } catch (Suspicion loop) {
            report.record(loop);
            throw new Limited(
                    "loop_suspected",
                    "Too many automatic mails to " + loop.correspondent + ": a loop is suspected",
                    loop.retryAfter);
        }
    }

    /** Counts a mail whose message is inserted and whose inbox is locked, if it is automatic; past the limit it is refused. */
    public void count(Handle handle, Outgoing mail) {
        if (!settings.enabled()) {
            return;
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        mail.recipients().stream()
                .map(Correspondent::of)
                .distinct()
                .forEach(correspondent -> count(handle, mail, correspondent, now));
    }

    private void count(Handle handle, Outgoing mail, Correspondent to, Instant now) {
        boolean answer = answersMachine(handle, mail, to, now);
        if (answer || AutomaticMail.submitted(mail.autoSubmitted())) {
            Sent before = store.sent(handle, mail.inbox(), to.address(), mail.thread(), now.minus(LoopSettings.WINDOW));
            if (before.inThread() >= settings.perThread()) {
                throw suspicion(mail, mail.thread(), to, before.oldestInThread(), now);
            }
            if (answer && before.answers() >= settings.perPair()) {
                throw suspicion(mail, null, to, before.oldestAnswer(), now);
            }
            store.insert(handle, mail.inbox(), mail.message(), to.address(), answer, now);
        }
    }

    /** The mail that is answered is the newest one in the thread; in a new thread, the newest one if it came just now. */
    private boolean answersMachine(Handle handle, Outgoing mail, Correspondent to, Instant now) {
        Instant justNow = now.minus(settings.quick());
        Optional<Received> answered = store.newest(handle, mail.inbox(), to.address(), mail.thread())
                .or(() -> store.newest(handle, mail.inbox(), to.address(), justNow));
        return answered.filter(received -> received.automatic()
                        || (!received.at().isBefore(justNow) && cameQuickly(handle, mail, to, received)))
                .isPresent();
    }

    private boolean cameQuickly(Handle handle, Outgoing mail, Correspondent from, Received received) {
        return store.sentBefore(
                handle, mail.inbox(), from.spellings(), received.at(), settings.quick(), mail.message());
    }

    private static Suspicion suspicion(Outgoing mail, ThreadId thread, Correspondent to, Instant oldest, Instant now) {
        Duration left = Duration.between(now, oldest.plus(LoopSettings.WINDOW));
        return new Suspicion(mail.inbox(), thread, to.address(), left);
    }

    /** Forgets what lies behind the window. */
    public void cleanUp() {
        Instant before = clock.instant().minus(LoopSettings.WINDOW);
        int deleted = BATCH;
        while (deleted >= BATCH) {
            deleted = database.write(handle -> store.deleteBefore(handle, before, BATCH));
        }
    }
}
