package io.jamesagents.search;

import io.jamesagents.attachment.text.AttachmentTexts;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.TestingEmbedder;
import io.jamesagents.job.Job;
import io.jamesagents.job.JobHandler;
import io.jamesagents.job.Jobs;
import io.jamesagents.message.MessageStore;
import io.jamesagents.store.Database;
import io.jamesagents.thread.Threads;
import java.time.Clock;
import java.util.List;

/** The parts that search, wired as in the server, with what is done in the background done when told. */
public final class TestingSearch implements AutoCloseable {
    public final Indexes indexes;
    public final Search search;
    public final Rebuild rebuild;
    public final IndexCare care;
    public final Forgetting forgetting;
    public final IndexStatus status;
    private final Jobs jobs;
    private final List<JobHandler> handlers;

    public TestingSearch(Database database, Threads threads, SearchEngine engine, Embedder embedder, Clock clock) {
        // Files are not looked up by their ids here.
        MessageTexts texts = new MessageTexts(new MessageStore(), new AttachmentTexts(database, null));
        this.jobs = new Jobs(database, clock);
        this.indexes = new Indexes(database, engine, embedder, clock);
        this.search = new Search(database, threads, indexes, embedder);
        this.rebuild = new Rebuild(database, texts, embedder, indexes, jobs, clock);
        this.care = new IndexCare(database, indexes, rebuild, jobs);
        this.forgetting = new Forgetting(database, indexes, care);
        this.status = new IndexStatus(database, indexes);
        this.handlers = List.of(
                new Indexing(database, texts, embedder, indexes, jobs, clock),
                new Embedding(database, texts, embedder, indexes, jobs, clock),
                rebuild);
        indexes.sync();
    }

    public static TestingSearch inMemory(Database database, Threads threads, Clock clock) {
        return new TestingSearch(database, threads, new TestingSearchEngine(), new TestingEmbedder(), clock);
    }

    /** Does the jobs that are due, and what comes of them. */
    public void work() {
        int done;
        do {
            done = 0;
            for (JobHandler handler : handlers) {
                List<Job> claimed = jobs.claim(handler.kind(), handler.batch(), handler.lease());
                if (!claimed.isEmpty()) {
                    handler.run(claimed);
                    done++;
                }
            }
        } while (done > 0);
    }

    /** Looks after the indexes once. */
    public void look() {
        care.run();
    }

    @Override
    public void close() {
        care.close();
    }
}
