package io.jamesagents.search;

import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code search_entry}: which messages are to be found by search, and since when the index has each. */
public final class SearchEntries {
    private SearchEntries() {}

    /** A message that is to be found. */
    record Entry(OrgId org, MessageId message) {}

    /** Notes that a message is to be found; part of the transaction that makes it. */
    public static void want(Handle handle, OrgId org, MessageId message) {
        handle.createUpdate(
                        "INSERT INTO search_entry (message_id, org_id, indexed_at, removed) VALUES (:id, :org, 0, 0)"
                                + " ON CONFLICT (message_id) DO NOTHING")
                .bind("id", message.value())
                .bind("org", org.value())
                .execute();
    }

    /** Notes that messages were deleted; part of the transaction that deletes them. */
    public static void remove(Handle handle, OrgId org, Collection<String> messages) {
        if (!messages.isEmpty()) {
            handle.createUpdate("UPDATE search_entry SET removed = 1 WHERE org_id = :org AND message_id IN (<ids>)")
                    .bind("org", org.value())
                    .bindList("ids", List.copyOf(messages))
                    .execute();
        }
    }

    /** Some of the organisation's deleted messages that the index may still have. */
    static List<MessageId> removed(Handle handle, OrgId org, int limit) {
        return handle.createQuery("SELECT message_id FROM search_entry WHERE org_id = :org AND removed = 1"
                        + " ORDER BY message_id LIMIT :limit")
                .bind("org", org.value())
                .bind("limit", limit)
                .map((row, context) -> new MessageId(row.getString(1)))
                .list();
    }

    /** Forgets deleted messages, now that the index has. */
    static void forget(Handle handle, OrgId org, Collection<MessageId> messages) {
        handle.createUpdate("DELETE FROM search_entry WHERE org_id = :org AND removed = 1 AND message_id IN (<ids>)")
                .bind("org", org.value())
                .bindList("ids", messages.stream().map(MessageId::value).toList())
                .execute();
    }

    /** Those of the messages that are to be found. */
    static Set<MessageId> wanted(Handle handle, Collection<MessageId> messages) {
        return messages.isEmpty()
                ? Set.of()
                : handle
                        .createQuery("SELECT message_id FROM search_entry WHERE removed = 0 AND message_id IN (<ids>)")
                        .bindList("ids", messages.stream().map(MessageId::value).toList())
                        .map((row, context) -> new MessageId(row.getString(1)))
                        .stream()
                        .collect(Collectors.toSet());
    }

    static void indexed(Handle handle, Collection<MessageId> messages, Instant when) {
        PreparedBatch batch =
                handle.prepareBatch("UPDATE search_entry SET indexed_at = :now WHERE message_id = :id AND removed = 0");
        messages.forEach(message -> batch.bind("now", when.toEpochMilli())
                .bind("id", message.value())
                .add());
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** The next messages to be found, in the order of their ids. */
    static List<Entry> after(Handle handle, String message, int limit) {
        return handle.createQuery(
                        "SELECT org_id, message_id FROM search_entry WHERE message_id > :after AND removed = 0"
                                + " ORDER BY message_id LIMIT :limit")
                .bind("after", message)
                .bind("limit", limit)
                .map((row, context) -> new Entry(new OrgId(row.getString(1)), new MessageId(row.getString(2))))
                .list();
    }

    /** How many messages are to be found; a look at the whole table. */
    static long count(Database database) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM search_entry WHERE removed = 0")
                .mapTo(Long.class)
                .one());
    }

    /** The next of the messages that the index got since then, or does not have, in the order of their ids. */
    static List<Entry> since(Handle handle, Instant when, String message, int limit) {
        return handle.createQuery(
                        "SELECT org_id, message_id FROM search_entry WHERE (indexed_at >= :since"
                                + " OR indexed_at = 0) AND message_id > :after AND removed = 0 ORDER BY message_id LIMIT :limit")
                .bind("since", when.toEpochMilli())
                .bind("after", message)
                .bind("limit", limit)
                .map((row, context) -> new Entry(new OrgId(row.getString(1)), new MessageId(row.getString(2))))
                .list();
    }
}
