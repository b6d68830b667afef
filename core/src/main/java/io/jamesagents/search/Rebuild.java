package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.job.Job;
import io.jamesagents.job.JobHandler;
import io.jamesagents.job.Jobs;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.search.IndexRows.Row;
import io.jamesagents.search.MessageTexts.Texts;
import io.jamesagents.search.SearchEntries.Entry;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a new index of all messages beside the one that answers, which goes on until the new one has everything. A server
 * that stops in between goes on where it was. Mail that arrives meanwhile is put into both.
 */
public final class Rebuild implements JobHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(Rebuild.class);
    /** The job is of the server, not of an organisation. */
    private static final OrgId SERVER = new OrgId("server");

    private static final String KIND = "reindex";
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration AWAY = Duration.ofSeconds(20);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
    private static final int BATCH = 100;

    private final Database database;
    private final MessageTexts texts;
    private final Embedder embedder;
    private final Indexes indexes;
    private final Jobs jobs;
    private final Clock clock;
    private volatile long reported;
    private volatile long done;

    public Rebuild(Database database, MessageTexts texts, Embedder embedder, Indexes indexes, Jobs jobs, Clock clock) {
        this.database = database;
        this.texts = texts;
        this.embedder = embedder;
        this.indexes = indexes;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Begins, unless it has begun; the name of the new index. */
    public String begin() {
        String name = indexes.rows().begin(embedder);
        indexes.sync();
        database.update(handle -> jobs.add(handle, SERVER, KIND, name));
        LOGGER.info("The search index {} is being built", name);
        return name;
    }

    /** Begins when the vectors that are there are of another model than those of today, or was cut off. */
    void beginIfNeeded() {
        List<Row> rows = indexes.rows().all();
        Optional<Row> building = rows.stream().filter(Row::building).findFirst();
        boolean stale = rows.stream().anyMatch(row -> !of(row, embedder));
        if (building.isPresent() && !of(building.get(), embedder)) {
            indexes.rows().giveUp(building.get().name());
            begin();
        } else if (building.isEmpty() && stale) {
            begin();
        }
    }

    private static boolean of(Row row, Embedder embedder) {
        return row.model().equals(embedder.model()) && row.dimensions() == embedder.dimensions();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public void run(List<Job> claimed) {
        claimed.forEach(this::run);
    }

    /** One batch; the next is another job, so that it can be cut off anywhere. */
    private void run(Job job) {
        try {
            indexes.sync();
            Optional<Row> row = indexes.rows().all().stream()
                    .filter(one -> one.name().equals(job.subjectId()) && one.building())
                    .findFirst();
            SearchIndex building = indexes.building(job.subjectId());
            if (row.isEmpty()) {
                database.update(handle -> jobs.done(handle, job));
            } else if (building == null) {
                jobs.later(job, "The search index cannot be opened", AWAY);
            } else {
                build(job, row.get(), building);
            }
        } catch (Unavailable | EmbeddingUnavailable e) {
            LOGGER.warn("Building the search index {} waits: {}", job.subjectId(), e.getMessage());
            jobs.later(job, e.getMessage(), AWAY);
        }
    }

    private void build(Job job, Row row, SearchIndex building) {
        List<Entry> batch = database.read(handle -> SearchEntries.after(handle, row.builtTo(), BATCH));
        if (batch.isEmpty()) {
            finish(job, row, building);
            return;
        }
        building.put(Embedding.embedded(embedder, read(batch)));
        List<MessageId> ids = batch.stream().map(Entry::message).toList();
        Set<MessageId> wanted = database.read(handle -> SearchEntries.wanted(handle, ids));
        batch.stream()
                .filter(entry -> !wanted.contains(entry.message()))
                .forEach(entry -> building.remove(entry.org(), List.of(entry.message())));
        building.refresh();
        building.commit(clock.instant());
        database.update(handle -> {
            indexes.rows().built(handle, row.name(), ids.get(ids.size() - 1).value());
            jobs.add(handle, SERVER, KIND, row.name());
        });
        report(row, batch.size());
    }

    private List<Texts> read(List<Entry> batch) {
        return database.read(handle -> {
            List<Texts> found = new ArrayList<>();
            batch.forEach(
                    entry -> texts.of(handle, entry.org(), entry.message()).ifPresent(found::add));
            return found;
        });
    }

    private void finish(Job job, Row row, SearchIndex building) {
        building.commit(clock.instant());
        database.update(handle -> {
            indexes.rows().adopt(handle, row.name());
            jobs.done(handle, job);
        });
        indexes.sync();
        IndexCare.indexAgain(database, jobs, row.createdAt());
        LOGGER.info("The search index {} is complete, and answers: {}", row.name(), building.size());
        done = 0;
    }

    private void report(Row row, int more) {
        done += more;
        if (clock.millis() - reported >= REPORT_EVERY.toMillis()) {
            reported = clock.millis();
            LOGGER.info(
                    "The search index {} has {} messages of {}, {} of them since the start",
                    row.name(),
                    indexes.building(row.name()) == null
                            ? 0
                            : indexes.building(row.name()).size().messages(),
                    SearchEntries.count(database),
                    done);
        }
    }
}
