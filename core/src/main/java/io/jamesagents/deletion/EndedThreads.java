package io.jamesagents.deletion;

import io.jamesagents.org.OrgId;
import io.jamesagents.thread.ThreadRecount;
import io.jamesagents.thread.ThreadRecount.Ended;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Makes threads agree with the messages they have left; of those that end, the events go, too, which may have tags in them. */
final class EndedThreads {
    private static final String WITHOUT_THREAD = " AND message_id IS NULL"
            + " AND NOT EXISTS (SELECT 1 FROM mail_thread t WHERE t.id = event.thread_id)"
            + " AND NOT EXISTS (SELECT 1 FROM thread_alias a WHERE a.old_id = event.thread_id)";

    private EndedThreads() {}

    /** The caller holds the inbox's lock. */
    static Counts after(Handle handle, OrgId org, Collection<String> threads, long now) {
        if (threads.isEmpty()) {
            return Counts.NONE;
        }
        List<String> names = new ArrayList<>(threads);
        names.addAll(
                handle.createQuery("SELECT old_id FROM thread_alias WHERE org_id = :org AND thread_id IN (<threads>)")
                        .bind("org", org.value())
                        .bindList("threads", List.copyOf(threads))
                        .mapTo(String.class)
                        .list());
        Ended ended = ThreadRecount.after(handle, org, threads, now);
        return events(handle, org, names)
                .plus(new Counts(Map.of(Counts.THREADS, ended.threads(), Counts.THREAD_METADATA, ended.tags())));
    }

    private static Counts events(Handle handle, OrgId org, List<String> threads) {
        List<String> events = handle.createQuery(
                        "SELECT id FROM event WHERE org_id = :org AND thread_id IN (<threads>)" + WITHOUT_THREAD)
                .bind("org", org.value())
                .bindList("threads", threads)
                .mapTo(String.class)
                .list();
        return MessageRows.events(handle, org, events);
    }
}
