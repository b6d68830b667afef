package io.jamesagents.message;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Order;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.statement.Query;

/** Which messages to list; null for any. {@code before} and {@code after} are exclusive bounds of the time of arrival. */
public record MessageQuery(
        ThreadId thread,
        InboxId inbox,
        DomainId domain,
        String sender,
        Instant before,
        Instant after,
        Order order,
        int limit,
        Cursor cursor) {

    public MessageQuery {
        if (thread == null && inbox == null && domain == null && sender == null) {
            throw new Invalid("inbox_id", "One of inbox_id, domain_id, sender is required");
        }
        sender = sender == null ? null : sender.toLowerCase(Locale.ROOT);
    }

    MessageQuery withLimit(int other) {
        return new MessageQuery(thread, inbox, domain, sender, before, after, order, other, cursor);
    }

    String where() {
        return "WHERE m.org_id = :org"
                + (thread == null ? "" : " AND m.thread_id = :thread")
                + (inbox == null ? "" : " AND m.inbox_id = :inbox")
                + (domain == null ? "" : " AND m.domain_id = :domain")
                + (sender == null ? "" : " AND m.sender = :sender")
                + (before == null ? "" : " AND m.created_at < :before")
                + (after == null ? "" : " AND m.created_at > :after")
                + (cursor == null ? "" : " AND (m.created_at, m.id) " + order.after() + " (:time, :id)");
    }

    String orderAndLimit() {
        return " ORDER BY m.created_at " + order + ", m.id " + order + " LIMIT " + limit;
    }

    void bind(Query query) {
        if (thread != null) {
            query.bind("thread", thread.value());
        }
        if (inbox != null) {
            query.bind("inbox", inbox.value());
        }
        if (domain != null) {
            query.bind("domain", domain.value());
        }
        if (sender != null) {
            query.bind("sender", sender);
        }
        if (before != null) {
            query.bind("before", before.toEpochMilli());
        }
        if (after != null) {
            query.bind("after", after.toEpochMilli());
        }
        if (cursor != null) {
            query.bind("time", cursor.time()).bind("id", cursor.id());
        }
    }
}
