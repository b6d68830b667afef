package io.jamesagents.deletion;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Counts what a deletion would take. */
final class Preview {
    private Preview() {}

    static Counts of(Handle handle, Target target) {
        Map<String, Long> counts = new HashMap<>();
        String messages = target.messages("m");
        counts.put(Counts.MESSAGES, count(handle, target, "message m WHERE " + messages));
        counts.put(
                Counts.ATTACHMENTS,
                count(handle, target, "attachment a JOIN message m ON m.id = a.message_id WHERE " + messages));
        counts.put(
                Counts.DELIVERY_EVENTS,
                count(handle, target, "outbound_recipient r JOIN message m ON m.id = r.message_id WHERE " + messages));
        if (target.wanted().wholeInboxes()) {
            whole(handle, target, counts);
        } else {
            some(handle, target, counts);
        }
        if (target.wanted().scope() == DeletionScope.ORGANIZATION) {
            counts.put(Counts.DOMAINS, count(handle, target, "mail_domain WHERE org_id = :org"));
            counts.put(Counts.DMARC_REPORTS, count(handle, target, "dmarc_report WHERE org_id = :org"));
            counts.put(Counts.API_KEYS, count(handle, target, "api_key WHERE org_id = :org"));
        }
        return new Counts(counts);
    }

    private static void whole(Handle handle, Target target, Map<String, Long> counts) {
        String of = " WHERE org_id = :org" + target.inbox("inbox_id");
        counts.put(Counts.THREADS, count(handle, target, "mail_thread" + of));
        counts.put(
                Counts.THREAD_METADATA,
                count(
                        handle,
                        target,
                        "thread_tag g JOIN mail_thread t ON t.id = g.thread_id WHERE t.org_id = :org"
                                + target.inbox("t.inbox_id")));
        counts.put(Counts.WEBHOOK_DELIVERIES, count(handle, target, "webhook_delivery" + of));
        counts.put(Counts.SUPPRESSIONS, count(handle, target, "suppression" + of));
        counts.put(
                Counts.INBOXES,
                count(handle, target, "inbox WHERE org_id = :org AND erased_at IS NULL" + target.inbox("id")));
    }

    private static void some(Handle handle, Target target, Map<String, Long> counts) {
        // A thread ends when all of its messages go.
        String ending = "t.org_id = :org" + target.inbox("t.inbox_id")
                + " AND t.id IN (SELECT m.thread_id FROM message m WHERE " + target.messages("m") + ")"
                + " AND NOT EXISTS (SELECT 1 FROM message k WHERE k.thread_id = t.id AND NOT (" + target.messages("k")
                + "))";
        counts.put(Counts.THREADS, count(handle, target, "mail_thread t WHERE " + ending));
        counts.put(
                Counts.THREAD_METADATA,
                count(handle, target, "thread_tag g JOIN mail_thread t ON t.id = g.thread_id WHERE " + ending));
        counts.put(
                Counts.WEBHOOK_DELIVERIES,
                count(
                        handle,
                        target,
                        "message m JOIN event e ON e.message_id = m.id JOIN webhook_delivery d"
                                + " ON d.event_id = e.id WHERE " + target.messages("m")));
    }

    private static long count(Handle handle, Target target, String from) {
        return target.bind(handle.createQuery("SELECT COUNT(*) FROM " + from))
                .mapTo(Long.class)
                .one();
    }
}
