package io.jamesagents.loop;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.MessageId;
import io.jamesagents.report.AutomaticMail;
import io.jamesagents.thread.ThreadId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The table {@code loop_mail}, and what messages tell about an inbox and a correspondent of it. */
final class LoopStore {
    private static final String RECEIVED = "SELECT thread_id, created_at, marks FROM message WHERE org_id = :org"
            + " AND inbox_id = :inbox AND direction = 'inbound'";
    private static final String NEWEST = " ORDER BY created_at DESC, id DESC LIMIT 1";

    /** A mail that came in: when, in which thread, and whether it is marked as automatic. */
    record Received(ThreadId thread, Instant at, boolean automatic) {}

    /** The automatic mails that were sent to a correspondent: how many, in the thread or as answers, and the oldest's time. */
    record Sent(long inThread, Instant oldestInThread, long answers, Instant oldestAnswer) {}

    /** The newest mail from this address in a thread. LOWER keeps the database from going through all of the sender's mail. */
    Optional<Received> newest(Handle handle, Inbox inbox, String sender, ThreadId thread) {
        return received(handle.createQuery(RECEIVED + " AND thread_id = :thread AND LOWER(sender) = :sender" + NEWEST)
                .bind("thread", thread.value())
                .bind("org", inbox.org().value())
                .bind("inbox", inbox.id().value())
                .bind("sender", sender));
    }

    /** The newest mail from this address in the inbox, unless it is older than this. */
    Optional<Received> newest(Handle handle, Inbox inbox, String sender, Instant since) {
        return received(handle.createQuery(RECEIVED + " AND sender = :sender AND created_at >= :since" + NEWEST)
                .bind("since", since.toEpochMilli())
                .bind("org", inbox.org().value())
                .bind("inbox", inbox.id().value())
                .bind("sender", sender));
    }

    private static Optional<Received> received(Query query) {
        return query.map((row, context) -> new Received(
                        new ThreadId(row.getString(1)),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3).contains('"' + AutomaticMail.MARK + '"')))
                .findOne();
    }

    /** Whether a mail was sent to one of these addresses within this time before, other than this one. */
    boolean sentBefore(
            Handle handle, Inbox inbox, List<String> recipients, Instant at, Duration within, MessageId not) {
        return handle.createQuery(
                        "SELECT 1 FROM message m JOIN outbound_recipient r ON r.message_id = m.id"
                                + " AND r.recipient IN (<recipients>) WHERE m.org_id = :org AND m.inbox_id = :inbox"
                                + " AND m.direction = 'outbound' AND m.created_at BETWEEN :from AND :to AND m.id <> :not LIMIT 1")
                .bindList("recipients", recipients)
                .bind("org", inbox.org().value())
                .bind("inbox", inbox.id().value())
                .bind("from", at.minus(within).toEpochMilli())
                .bind("to", at.toEpochMilli())
                .bind("not", not.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    Sent sent(Handle handle, Inbox inbox, String correspondent, ThreadId thread, Instant since) {
        return handle.createQuery("SELECT COALESCE(SUM(CASE WHEN m.thread_id = :thread THEN 1 ELSE 0 END), 0),"
                        + " MIN(CASE WHEN m.thread_id = :thread THEN l.sent_at END), COALESCE(SUM(l.answer), 0),"
                        + " MIN(CASE WHEN l.answer = 1 THEN l.sent_at END)"
                        + " FROM loop_mail l JOIN message m ON m.id = l.message_id WHERE l.org_id = :org"
                        + " AND l.inbox_id = :inbox AND l.correspondent = :correspondent AND l.sent_at > :since")
                .bind("thread", thread.value())
                .bind("org", inbox.org().value())
                .bind("inbox", inbox.id().value())
                .bind("correspondent", correspondent)
                .bind("since", since.toEpochMilli())
                .map((row, context) -> new Sent(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getLong(3),
                        Instant.ofEpochMilli(row.getLong(4))))
                .one();
    }

    void insert(Handle handle, Inbox inbox, MessageId message, String correspondent, boolean answer, Instant now) {
        handle.createUpdate("INSERT INTO loop_mail (message_id, correspondent, org_id, inbox_id, answer, sent_at)"
                        + " VALUES (:message, :correspondent, :org, :inbox, :answer, :now)"
                        + " ON CONFLICT (message_id, correspondent) DO NOTHING")
                .bind("message", message.value())
                .bind("correspondent", correspondent)
                .bind("org", inbox.org().value())
                .bind("inbox", inbox.id().value())
                .bind("answer", answer ? 1 : 0)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    int deleteBefore(Handle handle, Instant time, int limit) {
        return handle.createUpdate("DELETE FROM loop_mail WHERE message_id IN (SELECT message_id FROM loop_mail"
                        + " WHERE sent_at < :time ORDER BY sent_at LIMIT :limit)")
                .bind("time", time.toEpochMilli())
                .bind("limit", limit)
                .execute();
    }
}
