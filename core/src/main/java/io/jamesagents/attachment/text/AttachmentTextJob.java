package io.jamesagents.attachment.text;

import io.jamesagents.AgentsException.Gone;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.attachment.AttachmentContent;
import io.jamesagents.attachment.AttachmentDetails;
import io.jamesagents.attachment.AttachmentId;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.inbox.Reach;
import io.jamesagents.job.Job;
import io.jamesagents.job.JobHandler;
import io.jamesagents.job.Jobs;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.MessageJobs;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Has the files of mails read, one at a time. What comes of a file is stored once and for all, also that it cannot be read;
 * its message is then made searchable anew.
 */
public final class AttachmentTextJob implements JobHandler {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    private static final Duration SLACK = Duration.ofMinutes(2);

    private final Database database;
    private final Attachments attachments;
    private final TextReader reader;
    private final TextSettings settings;
    private final Jobs jobs;
    private final Clock clock;
    private final AttachmentTextStore store = new AttachmentTextStore();

    public AttachmentTextJob(
            Database database,
            Attachments attachments,
            TextReader reader,
            TextSettings settings,
            Jobs jobs,
            Clock clock) {
        this.database = database;
        this.attachments = attachments;
        this.reader = reader;
        this.settings = settings;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return MessageJobs.ATTACHMENT_TEXT;
    }

    /** A file that kills its reader is read twice, and each time a process is started. */
    @Override
    public Duration lease() {
        return settings.limit().multipliedBy(4).plus(SLACK);
    }

    @Override
    public void run(List<Job> claimed) {
        claimed.forEach(this::run);
    }

    private void run(Job job) {
        try {
            Optional<FileText> text = settings.enabled() ? read(job) : Optional.empty();
            database.update(handle -> {
                text.ifPresent(read -> store(handle, job, read));
                jobs.done(handle, job);
            });
        } catch (ReaderUnavailable e) {
            jobs.later(job, e.getMessage(), RETRY_AFTER);
        }
    }

    /** Empty for a file that is gone with its message. */
    private Optional<FileText> read(Job job) {
        try {
            AttachmentContent content = attachments.open(Reach.all(job.org()), new AttachmentId(job.subjectId()));
            AttachmentDetails file = content.details();
            return Optional.of(
                    reader.read(new Document(file.filename(), file.mimeType(), file.size(), content::writeTo)));
        } catch (NotFound e) {
            return Optional.empty();
        } catch (Gone | IOException e) {
            return Optional.of(FileText.failed("gone"));
        }
    }

    private void store(Handle handle, Job job, FileText text) {
        AttachmentId id = new AttachmentId(job.subjectId());
        store.owner(handle, job.org(), id)
                .map(owner -> {
                    // Whoever deletes the message now has done it before, or finds the text.
                    database.lock(handle, owner.inbox());
                    return owner;
                })
                .flatMap(owner -> store.owner(handle, job.org(), id))
                .ifPresent(owner -> {
                    store.put(handle, job.org(), owner.message(), id, text, clock.instant());
                    if (text.state() == TextState.READY) {
                        jobs.add(
                                handle,
                                job.org(),
                                MessageJobs.INDEX,
                                owner.message().value());
                    }
                });
    }
}
