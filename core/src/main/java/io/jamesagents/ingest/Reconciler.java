package io.jamesagents.ingest;

import io.jamesagents.Progress;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.ingest.Ledger.Entry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes mailboxes and database agree again, at the start and then every minute, a bounded number of steps at a time. Each
 * step can be repeated, and one that fails does not keep the others from their turn.
 */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration EVERY = Duration.ofSeconds(60);
    private static final Duration STALE = Duration.ofSeconds(60);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int BATCH = 200;

    private final Ledger ledger;
    private final Inboxes inboxes;
    private final InboundDelivery delivery;
    private final Adoption adoption;
    private final List<Runnable> chores;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    /** {@code chores} are what other features want done now and then: cleaning up, resuming. */
    public Reconciler(
            Ledger ledger,
            Inboxes inboxes,
            InboundDelivery delivery,
            Adoption adoption,
            List<Runnable> chores,
            Clock clock) {
        this.ledger = ledger;
        this.inboxes = inboxes;
        this.delivery = delivery;
        this.adoption = adoption;
        this.chores = List.copyOf(chores);
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "agents-reconciler");
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::run, 1, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** One round. */
    public void run() {
        run(new Progress());
    }

    /**
     * One round, by hand; one at a time. Notes how many {@code intents} were stale, how many of them were {@code finished}, how
     * many {@code inboxes} were compared with their mailboxes, how many mails there were {@code unknown}, and how many of the
     * round's steps {@code failed}.
     */
    public synchronized void run(Progress progress) {
        step("stale intents", progress, () -> ledger.stale(clock.instant().minus(STALE), BATCH)
                .forEach(entry -> resolve(entry, progress)));
        step("unknown mail", progress, () -> adoption.round(BATCH, progress));
        step("old entries", progress, () -> ledger.cleanUp(clock.instant().minus(KEPT)));
        chores.forEach(chore -> step("chore", progress, chore));
    }

    private static void step(String name, Progress progress, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            progress.add(Progress.FAILED);
            LOGGER.warn("Reconciling {} failed and will be tried again", name, e);
        }
    }

    /** Finishes what was begun if its copy is in the mailbox; if not, the mail queue still has the mail. */
    private void resolve(Entry entry, Progress progress) {
        progress.add("intents");
        Optional<Inbox> inbox = inboxes.find(new InboxId(entry.inboxId()));
        inbox.flatMap(found -> delivery.appended(found, entry).map(place -> new Adoption.Copy(found, place)))
                .ifPresent(copy -> {
                    adopt(copy, entry);
                    progress.add("finished");
                });
    }

    private void adopt(Adoption.Copy copy, Entry entry) {
        try {
            adoption.finish(copy, entry.ingestId());
        } catch (IOException e) {
            LOGGER.warn("Mail {} could not be read from its mailbox", entry.ingestId(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
