package io.jamesagents.ingest;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.Insights;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.screening.NotedHeaders;
import io.jamesagents.understanding.MessageJobs;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What is to be done with a mail once it is a message, by what the pipeline wants and the inbox has. */
public final class InboundJobs {
    private final MessageJobs jobs;

    public InboundJobs(MessageJobs jobs) {
        this.jobs = jobs;
    }

    /** What will be known of the mail; nothing yet. */
    Insights insights(Wants wants, Inbox inbox, Map<String, String> headers) {
        boolean extraction = inbox.extraction() != null
                && inbox.extraction().enabled()
                && wants.work().contains(Work.EXTRACTION);
        return new Insights(
                wants.work().contains(Work.SCREENING) ? NotedHeaders.pending(headers) : null,
                extraction ? Insights.pending() : null,
                null);
    }

    void received(Handle handle, StoredMessage message, Wants wants) {
        jobs.understand(handle, message);
        jobs.readFiles(handle, message);
        if (wants.work().contains(Work.INDEXING)) {
            jobs.index(handle, message);
        }
    }
}
