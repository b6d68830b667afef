package io.jamesagents.understanding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.job.Job;
import io.jamesagents.job.JobHandler;
import io.jamesagents.job.Jobs;
import io.jamesagents.message.Insights;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works out the pending insights of messages, one reading after another. Each is stored when it is there; what was stored
 * before a crash is not worked out again. A reading that fails at its last try leaves the status {@code failed}.
 */
public final class Understanding implements JobHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(Understanding.class);
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final int THREADS = 4;

    private final Database database;
    private final MessageStore messages;
    private final Jobs jobs;
    private final List<Reading> readings;
    private final List<UnderstandingSubscriber> subscribers;

    /** {@code readings} in the order in which they look. */
    public Understanding(
            Database database,
            MessageStore messages,
            Jobs jobs,
            List<Reading> readings,
            List<UnderstandingSubscriber> subscribers) {
        this.database = database;
        this.messages = messages;
        this.jobs = jobs;
        this.readings = List.copyOf(readings);
        this.subscribers = List.copyOf(subscribers);
    }

    @Override
    public String kind() {
        return MessageJobs.UNDERSTAND;
    }

    @Override
    public int threads() {
        return THREADS;
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public void run(List<Job> claimed) {
        claimed.forEach(this::run);
    }

    private void run(Job job) {
        for (Reading reading : readings) {
            Optional<StoredMessage> message =
                    database.read(handle -> messages.find(handle, job.org(), new MessageId(job.subjectId())));
            message.filter(found -> Insights.isPending(found.insights().get(reading.insight())))
                    .ifPresent(found -> store(found, reading, look(reading, found, job)));
        }
        database.update(handle -> {
            jobs.done(handle, job);
            tell(handle, job.org(), new MessageId(job.subjectId()), true);
        });
    }

    private static ObjectNode look(Reading reading, StoredMessage message, Job job) {
        try {
            return reading.read(message);
        } catch (RuntimeException e) {
            if (job.attempts() < Jobs.MAX_ATTEMPTS) {
                throw e;
            }
            LOGGER.error("Message {} has no {}", message.id(), reading.insight(), e);
            return Json.MAPPER.createObjectNode().put("status", "failed");
        }
    }

    private void store(StoredMessage message, Reading reading, ObjectNode found) {
        database.update(handle -> {
            messages.understood(handle, message.org(), message.id(), reading.insight(), found);
            tell(handle, message.org(), message.id(), false);
        });
    }

    private void tell(Handle handle, OrgId org, MessageId message, boolean complete) {
        subscribers.forEach(subscriber -> subscriber.understood(handle, org, message, complete));
    }
}
