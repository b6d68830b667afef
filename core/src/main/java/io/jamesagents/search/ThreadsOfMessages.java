package io.jamesagents.search;

import io.jamesagents.inbox.Reach;
import io.jamesagents.message.MessageId;
import io.jamesagents.thread.ThreadId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * What the database knows of messages and the index does not: the thread that each belongs to, since threads are merged, and the
 * thread's status and tags. Messages that are deleted or out of reach it does not name.
 */
final class ThreadsOfMessages {
    /** So many messages are named to the index at most. */
    static final int MOST = 10_000;

    private final Handle handle;
    private final Reach reach;
    private final SearchQuery wanted;

    ThreadsOfMessages(Handle handle, Reach reach, SearchQuery wanted) {
        this.handle = handle;
        this.reach = reach;
        this.wanted = wanted;
    }

    /** The threads of those of the messages that the caller may see, and whose thread is as wanted. */
    Map<MessageId, ThreadId> of(Collection<MessageId> messages) {
        Map<MessageId, ThreadId> threads = new HashMap<>();
        if (!messages.isEmpty()) {
            query("SELECT m.id, m.thread_id", " AND m.id IN (<ids>)")
                    .bindList("ids", messages.stream().map(MessageId::value).toList())
                    .map((row, context) -> threads.put(new MessageId(row.getString(1)), new ThreadId(row.getString(2))))
                    .list();
        }
        return threads;
    }

    /** The messages whose thread is as wanted, newest first; one more than {@link #MOST} if there are more. */
    Set<MessageId> all() {
        return query("SELECT m.id", " ORDER BY t.last_message_at DESC LIMIT :limit")
                .bind("limit", MOST + 1)
                .map((row, context) -> new MessageId(row.getString(1)))
                .stream()
                .collect(Collectors.toSet());
    }

    private Query query(String select, String end) {
        Refinement refinement = wanted.refinement();
        Query query = reach.bind(handle.createQuery(select
                        + " FROM mail_thread t JOIN message m ON m.thread_id = t.id"
                        + " WHERE t.org_id = :org AND m.org_id = :org"
                        + reach.and("m.inbox_id")
                        + (wanted.inbox() == null ? "" : " AND m.inbox_id = :inbox AND t.inbox_id = :inbox")
                        + (wanted.domain() == null ? "" : " AND m.domain_id = :domain AND t.domain_id = :domain")
                        + (refinement.status() == null ? "" : " AND t.status = :status")
                        + (refinement.tag() == null
                                ? ""
                                : " AND t.id IN (SELECT thread_id FROM thread_tag WHERE org_id = :org AND tag = :tag)")
                        + end))
                .bind("org", reach.org().value());
        if (wanted.inbox() != null) {
            query.bind("inbox", wanted.inbox().value());
        }
        if (wanted.domain() != null) {
            query.bind("domain", wanted.domain().value());
        }
        if (refinement.status() != null) {
            query.bind("status", refinement.status().word());
        }
        if (refinement.tag() != null) {
            query.bind("tag", refinement.tag());
        }
        return query;
    }
}
