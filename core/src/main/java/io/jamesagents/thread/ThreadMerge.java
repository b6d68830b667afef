package io.jamesagents.thread;

import io.jamesagents.inbox.Inbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes one thread of several: the oldest lives on, the others stay addressable as its aliases. */
final class ThreadMerge {
    private ThreadMerge() {}

    /** Merges the threads, at least two, and gives the id of the one that lives on. */
    static String into(Handle handle, Inbox inbox, Collection<String> threads) {
        List<String> byAge = handle.createQuery(
                        "SELECT id FROM mail_thread WHERE id IN (<ids>) AND org_id = :org ORDER BY first_message_at, id")
                .bindList("ids", new ArrayList<>(threads))
                .bind("org", inbox.org().value())
                .mapTo(String.class)
                .list();
        String survivor = byAge.isEmpty() ? threads.iterator().next() : byAge.get(0);
        threads.stream()
                .filter(thread -> !thread.equals(survivor))
                .sorted()
                .forEach(gone -> merge(handle, inbox, gone, survivor));
        return survivor;
    }

    private static void merge(Handle handle, Inbox inbox, String gone, String survivor) {
        run(
                handle,
                inbox,
                gone,
                survivor,
                "UPDATE message SET thread_id = :to WHERE thread_id = :from AND org_id = :org");
        run(
                handle,
                inbox,
                gone,
                survivor,
                "UPDATE thread_reference SET thread_id = :to WHERE thread_id = :from AND org_id = :org");
        run(
                handle,
                inbox,
                gone,
                survivor,
                "UPDATE thread_alias SET thread_id = :to WHERE thread_id = :from AND org_id = :org");
        run(
                handle,
                inbox,
                gone,
                survivor,
                "INSERT INTO thread_alias (old_id, org_id, inbox_id, thread_id, routing_token)"
                        + " SELECT id, org_id, inbox_id, :to, routing_token FROM mail_thread"
                        + " WHERE id = :from AND org_id = :org ON CONFLICT (old_id) DO NOTHING");
        run(
                handle,
                inbox,
                gone,
                survivor,
                "INSERT INTO thread_tag (thread_id, tag, org_id, position) SELECT :to, tag, org_id, position + 1000"
                        + " FROM thread_tag WHERE thread_id = :from AND org_id = :org"
                        + " ON CONFLICT (thread_id, tag) DO NOTHING");
        run(handle, inbox, gone, survivor, "DELETE FROM thread_tag WHERE thread_id = :from AND org_id = :org");
        run(handle, inbox, gone, survivor, SUMMARY);
        run(handle, inbox, gone, survivor, "DELETE FROM mail_thread WHERE id = :from AND org_id = :org");
    }

    private static final String SUMMARY = "UPDATE mail_thread SET"
            + " subject = CASE WHEN gone.first_message_at < mail_thread.first_message_at"
            + "   THEN gone.subject ELSE mail_thread.subject END,"
            + " snippet = CASE WHEN gone.last_message_at > mail_thread.last_message_at"
            + "   THEN gone.snippet ELSE mail_thread.snippet END,"
            + " last_direction = CASE WHEN gone.last_message_at > mail_thread.last_message_at"
            + "   THEN gone.last_direction ELSE mail_thread.last_direction END,"
            + " first_message_at = CASE WHEN gone.first_message_at < mail_thread.first_message_at"
            + "   THEN gone.first_message_at ELSE mail_thread.first_message_at END,"
            + " last_message_at = CASE WHEN gone.last_message_at > mail_thread.last_message_at"
            + "   THEN gone.last_message_at ELSE mail_thread.last_message_at END,"
            + " has_attachments = CASE WHEN gone.has_attachments = 1 THEN 1 ELSE mail_thread.has_attachments END,"
            + " unverified = CASE WHEN gone.unverified = 1 THEN 1 ELSE mail_thread.unverified END,"
            + " glued = CASE WHEN gone.glued = 1 THEN 1 ELSE mail_thread.glued END,"
            + " message_count = mail_thread.message_count + gone.message_count,"
            + " status = CASE WHEN mail_thread.status = 'open' THEN gone.status ELSE mail_thread.status END,"
            + " assigned_to = COALESCE(mail_thread.assigned_to, gone.assigned_to)"
            + " FROM mail_thread AS gone WHERE mail_thread.id = :to AND gone.id = :from AND mail_thread.org_id = :org";

    private static void run(Handle handle, Inbox inbox, String gone, String survivor, String sql) {
        handle.createUpdate(sql)
                .bind("from", gone)
                .bind("to", survivor)
                .bind("org", inbox.org().value())
                .execute();
    }
}
