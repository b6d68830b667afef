package io.jamesagents.thread;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Order;
import io.jamesagents.thread.Threads.Filter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** The tables {@code mail_thread}, {@code thread_tag} and {@code thread_alias}. */
final class ThreadStore {

    List<MailThread> list(Handle handle, Reach reach, Filter filter, Order order, int limit, Cursor after) {
        String sql = "SELECT * FROM mail_thread WHERE org_id = :org"
                + reach.and("inbox_id")
                + (filter.inbox() == null ? "" : " AND inbox_id = :inbox")
                + (filter.domain() == null ? "" : " AND domain_id = :domain")
                + (filter.status() == null ? "" : " AND status = :status")
                + (filter.assignedTo() == null ? "" : " AND assigned_to = :assignee")
                + (filter.tag() == null
                        ? ""
                        : " AND id IN (SELECT thread_id FROM thread_tag WHERE org_id = :org AND tag = :tag)")
                + (after == null ? "" : " AND (last_message_at, id) " + order.after() + " (:time, :id)")
                + " ORDER BY last_message_at " + order + ", id " + order + " LIMIT :limit";
        Query query = reach.bind(handle.createQuery(sql))
                .bind("org", reach.org().value())
                .bind("limit", limit);
        bind(query, filter);
        if (after != null) {
            query.bind("time", after.time()).bind("id", after.id());
        }
        return withTags(
                handle, reach.org(), query.map((row, context) -> thread(row)).list());
    }

    List<MailThread> list(Handle handle, Reach reach, List<ThreadId> ids) {
        Query query = handle.createQuery(
                "SELECT * FROM mail_thread WHERE org_id = :org AND id IN (<ids>)" + reach.and("inbox_id"));
        Map<ThreadId, MailThread> found = new HashMap<>();
        List<MailThread> rows = reach.bind(query)
                .bind("org", reach.org().value())
                .bindList("ids", ids.stream().map(ThreadId::value).toList())
                .map((row, context) -> thread(row))
                .list();
        withTags(handle, reach.org(), rows).forEach(thread -> found.put(thread.id(), thread));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static void bind(Query query, Filter filter) {
        if (filter.inbox() != null) {
            query.bind("inbox", filter.inbox().value());
        }
        if (filter.domain() != null) {
            query.bind("domain", filter.domain().value());
        }
        if (filter.status() != null) {
            query.bind("status", filter.status().word());
        }
        if (filter.assignedTo() != null) {
            query.bind("assignee", filter.assignedTo());
        }
        if (filter.tag() != null) {
            query.bind("tag", filter.tag());
        }
    }

    Optional<MailThread> find(Handle handle, OrgId org, ThreadId id) {
        List<MailThread> found = handle.createQuery("SELECT * FROM mail_thread WHERE org_id = :org AND id = COALESCE("
                        + "(SELECT thread_id FROM thread_alias WHERE old_id = :id AND org_id = :org), :id)")
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, context) -> thread(row))
                .list();
        return withTags(handle, org, found).stream().findFirst();
    }

    void addTags(Handle handle, OrgId org, ThreadId id, Collection<String> tags, long now) {
        if (tags.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO thread_tag (thread_id, tag, org_id, position)"
                + " SELECT :thread, :tag, :org, COALESCE(MAX(position), 0) + 1 FROM thread_tag"
                + " WHERE thread_id = :thread AND org_id = :org ON CONFLICT (thread_id, tag) DO NOTHING");
        tags.forEach(tag -> batch.bind("thread", id.value())
                .bind("tag", tag)
                .bind("org", org.value())
                .add());
        batch.execute();
        touch(handle, org, id, now);
    }

    void removeTags(Handle handle, OrgId org, ThreadId id, List<String> tags, long now) {
        handle.createUpdate("DELETE FROM thread_tag WHERE thread_id = :thread AND org_id = :org AND tag IN (<tags>)")
                .bind("thread", id.value())
                .bind("org", org.value())
                .bindList("tags", tags)
                .execute();
        touch(handle, org, id, now);
    }

    private static void touch(Handle handle, OrgId org, ThreadId id, long now) {
        handle.createUpdate("UPDATE mail_thread SET updated_at = :now WHERE id = :id AND org_id = :org")
                .bind("now", now)
                .bind("id", id.value())
                .bind("org", org.value())
                .execute();
    }

    private static List<MailThread> withTags(Handle handle, OrgId org, List<MailThread> threads) {
        if (threads.isEmpty()) {
            return threads;
        }
        Map<String, List<String>> tags = new HashMap<>();
        handle.createQuery("SELECT thread_id, tag FROM thread_tag WHERE org_id = :org AND thread_id IN (<ids>)"
                        + " ORDER BY position, tag")
                .bind("org", org.value())
                .bindList(
                        "ids",
                        threads.stream().map(thread -> thread.id().value()).toList())
                .map((row, context) -> tags.computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                        .add(row.getString(2)))
                .list();
        return threads.stream()
                .map(thread -> tagged(thread, tags.getOrDefault(thread.id().value(), List.of())))
                .toList();
    }

    private static MailThread tagged(MailThread thread, List<String> tags) {
        return new MailThread(
                thread.id(),
                thread.inbox(),
                thread.domain(),
                thread.subject(),
                thread.snippet(),
                thread.firstMessageAt(),
                thread.lastMessageAt(),
                thread.messageCount(),
                thread.lastDirection(),
                thread.hasAttachments(),
                thread.unverified(),
                thread.status(),
                thread.assignedTo(),
                tags,
                thread.updatedAt());
    }

    private static MailThread thread(ResultSet row) throws SQLException {
        return new MailThread(
                new ThreadId(row.getString("id")),
                new InboxId(row.getString("inbox_id")),
                new DomainId(row.getString("domain_id")),
                row.getString("subject"),
                row.getString("snippet"),
                Instant.ofEpochMilli(row.getLong("first_message_at")),
                Instant.ofEpochMilli(row.getLong("last_message_at")),
                row.getLong("message_count"),
                row.getString("last_direction"),
                row.getInt("has_attachments") == 1,
                row.getInt("unverified") == 1,
                ThreadStatus.parse(row.getString("status")),
                row.getString("assigned_to"),
                List.of(),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
