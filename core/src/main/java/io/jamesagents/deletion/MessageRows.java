package io.jamesagents.deletion;

import io.jamesagents.delivery.DeliveryCounts;
import io.jamesagents.org.OrgId;
import io.jamesagents.search.SearchEntries;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Deletes messages from all tables that have something of them, but for their threads. */
final class MessageRows {
    private MessageRows() {}

    /** Entries of the ledger stay for as long as any: by them a mail that comes again from the queue is known. */
    static Counts delete(Handle handle, OrgId org, List<String> messages) {
        Counts deliveries = events(handle, org, in(handle, "SELECT id FROM event WHERE message_id", org, messages));
        DeliveryCounts.remove(handle, org, messages);
        SearchEntries.remove(handle, org, messages);
        in(handle, "loop_mail WHERE message_id", messages, org);
        in(handle, "job WHERE subject_id", messages, org);
        jobsOfFiles(handle, org, messages);
        in(handle, "attachment_text WHERE message_id", messages, org);
        in(handle, "send_intent WHERE message_id", messages, org);
        in(handle, "idempotency WHERE message_id", messages, org);
        in(handle, "delivery_event WHERE message_id", messages, org);
        in(handle, "message_body WHERE message_id", messages, org);
        return deliveries.plus(new Counts(Map.of(
                Counts.DELIVERY_EVENTS,
                in(handle, "outbound_recipient WHERE message_id", messages, org),
                Counts.ATTACHMENTS,
                in(handle, "attachment WHERE message_id", messages, org),
                Counts.MESSAGES,
                in(handle, "message WHERE id", messages, org))));
    }

    private static void jobsOfFiles(Handle handle, OrgId org, List<String> messages) {
        if (!messages.isEmpty()) {
            handle.createUpdate("DELETE FROM job WHERE org_id = :org AND subject_id IN"
                            + " (SELECT id FROM attachment WHERE org_id = :org AND message_id IN (<ids>))")
                    .bindList("ids", messages)
                    .bind("org", org.value())
                    .execute();
        }
    }

    /** Deletes events and their webhook deliveries, with what was and would be sent. */
    static Counts events(Handle handle, OrgId org, List<String> events) {
        if (events.isEmpty()) {
            return Counts.NONE;
        }
        List<String> deliveries = in(handle, "SELECT id FROM webhook_delivery WHERE event_id", org, events);
        in(handle, "webhook_payload WHERE event_id", events, org);
        in(handle, "event WHERE id", events, org);
        return deliveries(handle, deliveries, org);
    }

    static Counts deliveries(Handle handle, List<String> deliveries, OrgId org) {
        in(handle, "webhook_attempt WHERE delivery_id", deliveries, org);
        return Counts.of(Counts.WEBHOOK_DELIVERIES, in(handle, "webhook_delivery WHERE id", deliveries, org));
    }

    private static List<String> in(Handle handle, String select, OrgId org, List<String> ids) {
        return handle.createQuery(select + " IN (<ids>) AND org_id = :org")
                .bindList("ids", ids)
                .bind("org", org.value())
                .mapTo(String.class)
                .list();
    }

    private static long in(Handle handle, String from, List<String> ids, OrgId org) {
        return ids.isEmpty()
                ? 0
                : handle.createUpdate("DELETE FROM " + from + " IN (<ids>) AND org_id = :org")
                        .bindList("ids", ids)
                        .bind("org", org.value())
                        .execute();
    }
}
