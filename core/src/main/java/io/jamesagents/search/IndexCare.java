package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.job.Jobs;
import io.jamesagents.search.SearchEntries.Entry;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.MessageJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the indexes: commits them every few seconds, has that indexed again which a crash took from them, and keeps up
 * with what other nodes do.
 */
public final class IndexCare implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(IndexCare.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Clocks are set back now and then. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** As far as milliseconds go in a database. */
    private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    private static final int BATCH = 500;

    private final Database database;
    private final Indexes indexes;
    private final Rebuild rebuild;
    private final Jobs jobs;
    private final Set<String> known = new HashSet<>();
    private final AtomicBoolean expunge = new AtomicBoolean();
    private final ScheduledExecutorService timer;

    public IndexCare(Database database, Indexes indexes, Rebuild rebuild, Jobs jobs) {
        this.database = database;
        this.indexes = indexes;
        this.rebuild = rebuild;
        this.jobs = jobs;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "agents-index-care");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Opens the indexes, and begins. */
    public void start() {
        step(indexes::sync);
        timer.scheduleWithFixedDelay(this::run, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One round. */
    void run() {
        step(indexes::sync);
        step(this::indexLost);
        step(rebuild::beginIfNeeded);
        step(this::commit);
        if (expunge.getAndSet(false)) {
            step(indexes::expunge);
        }
    }

    private void commit() {
        if (!indexes.commit()) {
            known.clear();
        }
    }

    /** Takes what was deleted out of the indexes' files, soon. */
    void expungeSoon() {
        expunge.set(true);
    }

    private static void step(Runnable step) {
        try {
            step.run();
        } catch (Unavailable e) {
            // Said once, by whoever noticed.
            LOGGER.debug("The search index is away: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.warn("The search index is looked after again in a moment", e);
        }
    }

    /** What an index that was opened just now may lack. */
    private void indexLost() {
        indexes.committed().forEach((name, time) -> {
            if (!known.contains(name)) {
                indexAgain(database, jobs, time.equals(Instant.MAX) ? NEVER : time.minus(MARGIN));
                known.add(name);
            }
        });
    }

    /** Has those messages indexed again that were indexed since then. */
    static void indexAgain(Database database, Jobs jobs, Instant since) {
        String last = "";
        List<Entry> batch;
        do {
            String after = last;
            batch = database.write(handle -> {
                List<Entry> entries = SearchEntries.since(handle, since, after, BATCH);
                entries.forEach(entry -> jobs.add(
                        handle, entry.org(), MessageJobs.INDEX, entry.message().value()));
                return entries;
            });
            last = batch.isEmpty()
                    ? last
                    : batch.get(batch.size() - 1).message().value();
        } while (batch.size() == BATCH);
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        indexes.close();
    }
}
