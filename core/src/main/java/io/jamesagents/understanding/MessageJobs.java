package io.jamesagents.understanding;

import io.jamesagents.job.Jobs;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.search.SearchEntries;
import org.jdbi.v3.core.Handle;

/** Writes down, in the transaction that makes a message, what is to be done with it afterwards. */
public final class MessageJobs {
    /** The kind of job that makes a message searchable; its subject is the message's id. */
    public static final String INDEX = "index";

    /** The kind of job that reads the text of a file; its subject is the attachment's id. */
    public static final String ATTACHMENT_TEXT = "attachment-text";

    /** The kind of job that gives a message its pending insights; its subject is the message's id. */
    static final String UNDERSTAND = "understand";

    private static final int MAX_FILES = 100;

    private final Jobs jobs;

    public MessageJobs(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Has the message found by search, from now on. */
    public void index(Handle handle, StoredMessage message) {
        SearchEntries.want(handle, message.org(), message.id());
        jobs.add(handle, message.org(), INDEX, message.id().value());
    }

    /** Has the text of the message's files read; more of them than an honest mail has are left unread. */
    public void readFiles(Handle handle, StoredMessage message) {
        message.attachments().stream()
                .limit(MAX_FILES)
                .forEach(file -> jobs.add(handle, message.org(), ATTACHMENT_TEXT, file.id()));
    }

    /** Has the message's pending insights worked out; of one without any, nothing. */
    public void understand(Handle handle, StoredMessage message) {
        if (message.insights().pendingAny()) {
            jobs.add(handle, message.org(), UNDERSTAND, message.id().value());
        }
    }
}
