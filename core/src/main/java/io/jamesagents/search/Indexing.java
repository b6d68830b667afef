package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.job.Job;
import io.jamesagents.job.JobHandler;
import io.jamesagents.job.Jobs;
import io.jamesagents.message.MessageId;
import io.jamesagents.search.MessageTexts.Texts;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.MessageJobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Lets messages be found, by words and by meaning together, so that those with vectors and those without do not compete. While
 * the model is away, or cannot keep up for five minutes, they are found by their words until their vectors are there.
 */
public final class Indexing implements JobHandler {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration AWAY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Few, since those of a batch are found when all their vectors are made. */
    private static final int BATCH = 8;

    private final Database database;
    private final MessageTexts texts;
    private final Embedder embedder;
    private final Indexes indexes;
    private final Jobs jobs;
    private final Clock clock;

    public Indexing(Database database, MessageTexts texts, Embedder embedder, Indexes indexes, Jobs jobs, Clock clock) {
        this.database = database;
        this.texts = texts;
        this.embedder = embedder;
        this.indexes = indexes;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return MessageJobs.INDEX;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public void run(List<Job> claimed) {
        try {
            List<Texts> messages = read(database, texts, claimed);
            Optional<List<IndexedMessage>> whole = tooLate(claimed) ? Optional.empty() : embedded(messages);
            indexes.put(
                    whole.orElseGet(() -> messages.stream().map(Texts::message).toList()));
            stored(database, indexes, clock, claimed, (handle, job) -> {
                if (whole.isEmpty()) {
                    jobs.add(handle, job.org(), Embedding.KIND, job.subjectId());
                }
                jobs.done(handle, job);
            });
        } catch (Unavailable e) {
            claimed.forEach(job -> jobs.later(job, e.getMessage(), AWAY));
        }
    }

    private boolean tooLate(List<Job> claimed) {
        Instant since = clock.instant().minus(PATIENCE);
        return claimed.stream().anyMatch(job -> job.due().isBefore(since));
    }

    /** With their vectors; empty while the model is away. */
    private Optional<List<IndexedMessage>> embedded(List<Texts> messages) {
        try {
            return Optional.of(Embedding.embedded(embedder, messages));
        } catch (EmbeddingUnavailable e) {
            return Optional.empty();
        }
    }

    interface End {
        void of(Handle handle, Job job);
    }

    /** The messages of jobs, those that are to be found and still there. */
    static List<Texts> read(Database database, MessageTexts texts, List<Job> jobs) {
        return database.read(handle -> {
            Set<MessageId> wanted = SearchEntries.wanted(handle, ids(jobs));
            List<Texts> found = new ArrayList<>();
            for (Job job : jobs) {
                MessageId id = new MessageId(job.subjectId());
                if (wanted.contains(id)) {
                    texts.of(handle, job.org(), id).ifPresent(found::add);
                }
            }
            return found;
        });
    }

    /** Notes that the messages of jobs are in, ends the jobs, and takes those out again that were deleted meanwhile. */
    static void stored(Database database, Indexes indexes, Clock clock, List<Job> jobs, End end) {
        Set<MessageId> wanted = database.write(handle -> {
            SearchEntries.indexed(handle, ids(jobs), clock.instant());
            Set<MessageId> still = SearchEntries.wanted(handle, ids(jobs));
            jobs.forEach(job -> end.of(handle, job));
            return still;
        });
        for (Job job : jobs) {
            MessageId id = new MessageId(job.subjectId());
            if (!wanted.contains(id)) {
                indexes.remove(job.org(), List.of(id));
            }
        }
    }

    private static List<MessageId> ids(List<Job> jobs) {
        return jobs.stream().map(Job::subjectId).map(MessageId::new).collect(Collectors.toList());
    }
}
