package io.jamesagents.thread;

import io.jamesagents.Ids;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.thread.ThreadResolver.Connected;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Puts messages into threads, within the transaction of the one who stores the message and holds the inbox's lock. */
public final class ThreadWriter {
    private final RoutingTokens tokens;
    private final ThreadUpdates updates;
    private final Clock clock;

    /** Whoever has a message put into a thread calls {@link Events#committed} afterwards: threads may have been merged. */
    public ThreadWriter(RoutingTokens tokens, Events events, Clock clock) {
        this.tokens = tokens;
        this.updates = new ThreadUpdates(events);
        this.clock = clock;
    }

    /**
     * The thread that a mail belongs to, made or merged as the evidence demands. {@code chosen} is a thread of this inbox that
     * it belongs to whatever the evidence; it may be null.
     */
    public ThreadId join(Handle handle, Inbox inbox, MessageId message, Evidence evidence, ThreadId chosen) {
        Set<String> connected =
                ThreadResolver.connected(handle, inbox, evidence).threads();
        if (chosen != null) {
            connected.add(chosen.value());
        }
        return united(handle, inbox, message, evidence, connected);
    }

    /**
     * Lets a mail that came in into the thread that it belongs to, and says on which footing. Whoever begins a thread joins
     * nobody; whoever joins one is verified by its token, by authentication, or as one of the people of every thread that the
     * mail connects.
     */
    public Admission admit(Handle handle, Inbox inbox, MessageId message, Evidence evidence, Standing standing) {
        Connected connected = ThreadResolver.connected(handle, inbox, evidence);
        Set<String> threads = connected.threads();
        boolean proven = standing != Standing.FORGED && (connected.byToken() || standing == Standing.AUTHENTICATED);
        boolean doubtful = !proven
                && (standing == Standing.FORGED
                        || !ThreadPeople.include(handle, inbox, threads, standing, evidence.sender()));
        ThreadId thread = united(handle, inbox, message, evidence, threads);
        if (doubtful && threads.size() > 1) {
            ThreadPeople.doubt(handle, inbox, thread);
        }
        return new Admission(thread, proven, doubtful);
    }

    private ThreadId united(
            Handle handle, Inbox inbox, MessageId message, Evidence evidence, Collection<String> threads) {
        String thread =
                switch (threads.size()) {
                    case 0 -> fresh(inbox, message).value();
                    case 1 -> threads.iterator().next();
                    default -> merged(handle, inbox, threads);
                };
        remember(handle, inbox, thread, evidence.keys());
        return new ThreadId(thread);
    }

    private String merged(Handle handle, Inbox inbox, Collection<String> threads) {
        String survivor = ThreadMerge.into(handle, inbox, threads);
        updates.merged(handle, inbox, new ThreadId(survivor), threads, Instant.ofEpochMilli(clock.millis()));
        return survivor;
    }

    /** The thread that a message begins when it belongs to no other. */
    public ThreadId fresh(Inbox inbox, MessageId message) {
        return new ThreadId(Ids.derived("conv_", inbox.id().value(), message.value()));
    }

    /** Makes later mails that name these ids join the thread. */
    private static void remember(Handle handle, Inbox inbox, String thread, Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO thread_reference (inbox_id, message_key, org_id, thread_id)"
                        + " VALUES (:inbox, :key, :org, :thread) ON CONFLICT (inbox_id, message_key) DO NOTHING");
        keys.stream().sorted().forEach(key -> batch.bind("inbox", inbox.id().value())
                .bind("key", key)
                .bind("org", inbox.org().value())
                .bind("thread", thread)
                .add());
        batch.execute();
    }

    /** Counts a message into its thread's summary. */
    public void count(Handle handle, Inbox inbox, StoredMessage message) {
        handle.createUpdate(
                        "INSERT INTO mail_thread (id, org_id, inbox_id, domain_id, subject, snippet, first_message_at,"
                                + " last_message_at, message_count, last_direction, has_attachments, unverified, status, routing_token,"
                                + " updated_at) VALUES (:id, :org, :inbox, :domain, :subject, :snippet, :at, :at, 1, :direction,"
                                + " :attachments, :unverified, 'open', :token, :at)"
                                + " ON CONFLICT (id) DO UPDATE SET"
                                + " subject = CASE WHEN excluded.first_message_at < mail_thread.first_message_at"
                                + "   THEN excluded.subject ELSE mail_thread.subject END,"
                                + " snippet = CASE WHEN excluded.last_message_at >= mail_thread.last_message_at"
                                + "   THEN excluded.snippet ELSE mail_thread.snippet END,"
                                + " last_direction = CASE WHEN excluded.last_message_at >= mail_thread.last_message_at"
                                + "   THEN excluded.last_direction ELSE mail_thread.last_direction END,"
                                + " first_message_at = CASE WHEN excluded.first_message_at < mail_thread.first_message_at"
                                + "   THEN excluded.first_message_at ELSE mail_thread.first_message_at END,"
                                + " last_message_at = CASE WHEN excluded.last_message_at > mail_thread.last_message_at"
                                + "   THEN excluded.last_message_at ELSE mail_thread.last_message_at END,"
                                + " has_attachments = CASE WHEN excluded.has_attachments = 1"
                                + "   THEN 1 ELSE mail_thread.has_attachments END,"
                                + " unverified = CASE WHEN excluded.unverified = 1"
                                + "   THEN 1 ELSE mail_thread.unverified END,"
                                + " message_count = mail_thread.message_count + 1,"
                                + " updated_at = excluded.updated_at")
                .bind("id", message.thread().value())
                .bind("org", inbox.org().value())
                .bind("inbox", inbox.id().value())
                .bind("domain", inbox.domain().value())
                .bind("subject", message.subject())
                .bind("snippet", message.snippet())
                .bind("at", message.createdAt().toEpochMilli())
                .bind("direction", message.direction().word())
                .bind("attachments", message.attachments().isEmpty() ? 0 : 1)
                .bind("unverified", message.unverified() ? 1 : 0)
                .bind("token", tokens.token(inbox.id(), message.thread()))
                .execute();
    }
}
