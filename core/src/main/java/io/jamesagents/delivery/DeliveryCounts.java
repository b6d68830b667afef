package io.jamesagents.delivery;

import io.jamesagents.message.Direction;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code delivery_count}: sent mails by inbox, by domain, by hour and by the status they have now. It is changed in
 * the transactions that insert a sent mail, change its status or delete it, so that it is as exact as a count.
 *
 * <p>All mails of an organisation count into the same rows of its domain. Their order is that of the organisation's row, which
 * every change locks first, as recording an event does: two transactions never wait for each other.
 */
public final class DeliveryCounts {
    /** How long the time is that a row counts, in milliseconds. */
    static final long HOUR = Duration.ofHours(1).toMillis();

    private static final String QUEUED = RecipientState.QUEUED.word();

    private DeliveryCounts() {}

    /** A sent mail's part in the counts. */
    private record Counted(String inbox, String domain, long createdAt, String status) {
        private Counted {
            status = status == null ? QUEUED : status;
        }

        private Counted as(String other) {
            return new Counted(inbox, domain, createdAt, other);
        }
    }

    /** Counts a message that is inserted in this transaction; one that came in counts for nothing. */
    public static void add(Handle handle, StoredMessage message) {
        if (message.direction() == Direction.OUTBOUND) {
            lock(handle, message.org());
            Counted mail = new Counted(
                    message.inbox().value(),
                    message.domain().value(),
                    message.createdAt().toEpochMilli(),
                    message.deliveryStatus());
            count(handle, message.org(), mail, 1);
        }
    }

    /** Counts the message of this recipient under another status than it had {@code before}. */
    static void move(Handle handle, RecipientEntry entry, DeliveryStore.Standing before, String status) {
        Counted from = new Counted(
                entry.inbox().value(),
                entry.domain().value(),
                before.createdAt().toEpochMilli(),
                before.status());
        Counted to = from.as(status);
        if (!from.equals(to)) {
            lock(handle, entry.org());
            count(handle, entry.org(), from, -1);
            count(handle, entry.org(), to, 1);
        }
    }

    /** Takes messages out of the counts that will be deleted in this transaction. */
    public static void remove(Handle handle, OrgId org, List<String> messages) {
        List<Counted> sent = handle.createQuery("SELECT inbox_id, domain_id, created_at, delivery_status FROM message"
                        + " WHERE org_id = :org AND direction = 'outbound' AND id IN (<messages>)")
                .bind("org", org.value())
                .bindList("messages", messages)
                .map((row, context) ->
                        new Counted(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)))
                .list();
        if (!sent.isEmpty()) {
            lock(handle, org);
            sent.forEach(mail -> count(handle, org, mail, -1));
        }
    }

    /** Changes nothing, but nobody else counts for this organisation until the transaction ends. */
    private static void lock(Handle handle, OrgId org) {
        handle.createUpdate("UPDATE org SET event_seq = event_seq WHERE id = :org")
                .bind("org", org.value())
                .execute();
    }

    private static void count(Handle handle, OrgId org, Counted mail, int by) {
        for (String place : List.of(mail.inbox, mail.domain)) {
            long left = handle.createQuery("INSERT INTO delivery_count (org_id, place, hour, status, mails)"
                            + " VALUES (:org, :place, :hour, :status, :by) ON CONFLICT (org_id, place, hour, status)"
                            + " DO UPDATE SET mails = delivery_count.mails + excluded.mails RETURNING mails")
                    .bind("org", org.value())
                    .bind("place", place)
                    .bind("hour", mail.createdAt / HOUR)
                    .bind("status", mail.status)
                    .bind("by", by)
                    .mapTo(Long.class)
                    .one();
            if (left == 0) {
                forget(handle, org, place, mail);
            }
        }
    }

    private static void forget(Handle handle, OrgId org, String place, Counted mail) {
        handle.createUpdate("DELETE FROM delivery_count WHERE org_id = :org AND place = :place AND hour = :hour"
                        + " AND status = :status")
                .bind("org", org.value())
                .bind("place", place)
                .bind("hour", mail.createdAt / HOUR)
                .bind("status", mail.status)
                .execute();
    }
}
