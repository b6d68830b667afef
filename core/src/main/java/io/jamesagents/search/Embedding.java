package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.job.Job;
import io.jamesagents.job.JobHandler;
import io.jamesagents.job.Jobs;
import io.jamesagents.search.IndexedMessage.Passage;
import io.jamesagents.search.MessageTexts.Piece;
import io.jamesagents.search.MessageTexts.Texts;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes the vectors that messages got none of when they were indexed. While the model is away, the jobs wait. */
public final class Embedding implements JobHandler {
    static final String KIND = "embed";

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration AWAY = Duration.ofSeconds(20);
    private static final int BATCH = 16;

    private final Database database;
    private final MessageTexts texts;
    private final Embedder embedder;
    private final Indexes indexes;
    private final Jobs jobs;
    private final Clock clock;

    public Embedding(
            Database database, MessageTexts texts, Embedder embedder, Indexes indexes, Jobs jobs, Clock clock) {
        this.database = database;
        this.texts = texts;
        this.embedder = embedder;
        this.indexes = indexes;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
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
            indexes.put(embedded(embedder, Indexing.read(database, texts, claimed)));
            Indexing.stored(database, indexes, clock, claimed, jobs::done);
        } catch (Unavailable | EmbeddingUnavailable e) {
            claimed.forEach(job -> jobs.later(job, e.getMessage(), AWAY));
        }
    }

    /** The messages with the vectors of their passages, if there are to be vectors. */
    static List<IndexedMessage> embedded(Embedder embedder, List<Texts> messages) {
        if (embedder.dimensions() == 0) {
            return messages.stream().map(Texts::message).toList();
        }
        List<float[]> vectors = embedder.passages(messages.stream()
                .flatMap(message -> message.pieces().stream())
                .map(Piece::embedded)
                .toList());
        List<IndexedMessage> indexed = new ArrayList<>();
        int next = 0;
        for (Texts message : messages) {
            List<Passage> passages = new ArrayList<>();
            for (Piece piece : message.pieces()) {
                passages.add(new Passage(piece.shown(), vectors.get(next++)));
            }
            indexed.add(message.message().with(passages));
        }
        return indexed;
    }
}
