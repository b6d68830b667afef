package io.jamesagents.search;

import io.jamesagents.Json;
import io.jamesagents.inbox.Reach;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.Participant;
import io.jamesagents.org.OrgId;
import io.jamesagents.thread.ThreadId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What the database adds to rows that were found. */
final class HitRows {
    private static final int MAX_MESSAGES = 2000;
    /** So much of a text is looked through for words to mark. */
    private static final int LOOKED_AT = 50_000;

    private HitRows() {}

    /** The addresses of the people in each thread. */
    static Map<ThreadId, Set<String>> people(Handle handle, Reach reach, Collection<ThreadId> threads) {
        Map<ThreadId, Set<String>> people = new LinkedHashMap<>();
        handle.createQuery("SELECT thread_id, participants FROM message WHERE org_id = :org AND thread_id IN (<ids>)"
                        + " ORDER BY created_at, id LIMIT :limit")
                .bind("org", reach.org().value())
                .bindList("ids", threads.stream().map(ThreadId::value).toList())
                .bind("limit", MAX_MESSAGES)
                .map((row, context) -> {
                    Set<String> known = people.computeIfAbsent(
                            new ThreadId(row.getString("thread_id")), id -> new LinkedHashSet<>());
                    for (Participant one : Json.read(row.getString("participants"), Participant[].class)) {
                        known.add(one.identity());
                    }
                    return known;
                })
                .list();
        return people;
    }

    /** What the author of each message wrote, its first part if that is long. */
    static Map<MessageId, String> texts(Handle handle, OrgId org, Collection<MessageId> messages) {
        Map<MessageId, String> texts = new HashMap<>();
        handle.createQuery("SELECT message_id, SUBSTR(COALESCE(visible_text, text), 1, :length) FROM message_body"
                        + " WHERE org_id = :org AND message_id IN (<ids>)")
                .bind("length", LOOKED_AT)
                .bind("org", org.value())
                .bindList("ids", messages.stream().map(MessageId::value).toList())
                .map((row, context) -> texts.put(new MessageId(row.getString(1)), row.getString(2)))
                .list();
        return texts;
    }
}
