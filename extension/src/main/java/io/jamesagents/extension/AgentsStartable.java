package io.jamesagents.extension;

import io.jamesagents.attachment.text.TextReader;
import io.jamesagents.deletion.DeletionWorker;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.extension.EventModule.Followed;
import io.jamesagents.ingest.Reconciler;
import io.jamesagents.job.JobWorkers;
import io.jamesagents.message.MailParser;
import io.jamesagents.rest.RestServer;
import io.jamesagents.search.IndexCare;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.send.WebhookDispatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.utils.UserDefinedStartable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops with James. Named in {@code extensions.properties} as {@code guice.extension.startable}. */
public final class AgentsStartable implements UserDefinedStartable, Startable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AgentsStartable.class);

    private final FirstStart firstStart;
    private final WebhookDispatcher webhooks;
    private final IndexCare index;
    private final JobWorkers jobs;
    private final Embedder embedder;
    private final TextReader reader;
    private final Reconciler reconciler;
    private final DeletionWorker deletions;
    private final RestServer rest;
    private final Followed events;
    private final MailParser parser;
    private final Lookout lookout;
    private final Database database;

    @Inject
    AgentsStartable(
            FirstStart firstStart,
            WebhookDispatcher webhooks,
            IndexCare index,
            JobWorkers jobs,
            Embedder embedder,
            TextReader reader,
            Reconciler reconciler,
            DeletionWorker deletions,
            RestServer rest,
            Followed events,
            MailParser parser,
            Lookout lookout,
            Database database) {
        this.firstStart = firstStart;
        this.webhooks = webhooks;
        this.index = index;
        this.jobs = jobs;
        this.embedder = embedder;
        this.reader = reader;
        this.reconciler = reconciler;
        this.deletions = deletions;
        this.rest = rest;
        this.events = events;
        this.parser = parser;
        this.lookout = lookout;
        this.database = database;
    }

    @Override
    public void start() {
        // James starts extensions without a context class loader of theirs; service look-ups need it.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(getClass().getClassLoader());
        try {
            firstStart.prepare();
            webhooks.start();
            index.start();
            jobs.start();
            reconciler.start();
            rest.start();
            lookout.start();
            LOGGER.info("The REST API listens on port {}", rest.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Stops in the opposite order; what is not finished goes on at the next start. */
    @PreDestroy
    void stop() {
        lookout.close();
        rest.close();
        events.close();
        reconciler.close();
        deletions.close();
        reader.close();
        jobs.close();
        index.close();
        embedder.close();
        webhooks.close();
        parser.close();
        database.close();
    }
}
