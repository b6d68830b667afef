package io.jamesagents.rest.event;

import io.jamesagents.event.EventLog;
import io.jamesagents.event.EventWatch;
import io.jamesagents.event.EventWatch.Watching;
import io.jamesagents.message.Messages;
import io.jamesagents.org.OrgId;
import io.jamesagents.rest.answer.OpenAnswer;
import io.jamesagents.rest.event.MailWait.Wanted;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** All calls that wait for mail. */
public final class MailWaits implements AutoCloseable {
    private final EventLog log;
    private final Messages messages;
    private final EventWatch watch;
    private final LiveThreads threads;
    private final Seats seats;
    private final Set<MailWait> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public MailWaits(EventLog log, Messages messages, EventWatch watch, LiveThreads threads, LiveSettings settings) {
        this.log = log;
        this.messages = messages;
        this.watch = watch;
        this.threads = threads;
        this.seats = new Seats(settings.waitsPerOrg(), settings.waits());
    }

    /** How many are open. */
    public int open() {
        return open.size();
    }

    /** Takes a place, or refuses; {@link #start} has to follow. */
    void reserve(OrgId org) {
        seats.take(org);
    }

    /** Waits for so many seconds; the answer is this wait's from now on. */
    void start(Wanted wanted, OpenAnswer answer, BooleanSupplier authorised, int seconds) {
        OrgId org = wanted.reach().org();
        MailWait wait = new MailWait(log, messages, wanted, answer, authorised, threads);
        // Watching comes before looking, so that no mail is between the two.
        Watching watching = watch.watch(org, wait::wake);
        open.add(wait);
        wait.start(() -> {
            open.remove(wait);
            watching.close();
            seats.leave(org);
        });
        threads.after(closed ? 0 : TimeUnit.SECONDS.toMillis(seconds), wait::expire);
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(MailWait::expire);
    }
}
