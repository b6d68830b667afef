package io.jamesagents.delivery;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * What became of the mails that were sent: each counts under the status that it has now. Whole hours are added up from
 * {@link DeliveryCounts}, and the hour in which the period begins is counted from the messages themselves, so that the answer
 * is that of a plain count and takes as long for a million mails as for a hundred.
 */
public final class DeliveryMetrics {
    private final Database database;
    private final Clock clock;

    public DeliveryMetrics(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Mails sent from {@code start} to {@code end}, by their status. */
    public record Counts(Instant start, Instant end, Map<String, Long> byStatus) {

        public long of(String status) {
            return byStatus.getOrDefault(status, 0L);
        }

        /** All but those that were kept back because all of their recipients are suppressed. */
        public long sent() {
            return byStatus.values().stream().mapToLong(Long::longValue).sum() - of("suppressed");
        }
    }

    /** Counts over a period that ends now; one of inbox and domain is given. */
    public Counts count(Reach reach, InboxId inbox, DomainId domain, Period period) {
        Instant end = clock.instant();
        Instant start = end.minus(period.length());
        Map<String, Long> counts = database.read(handle -> read(handle, reach, inbox, domain, start.toEpochMilli()));
        return new Counts(start, end, counts);
    }

    private static Map<String, Long> read(Handle handle, Reach reach, InboxId inbox, DomainId domain, long start) {
        String sql = "SELECT status, SUM(mails) AS mails FROM ("
                + "SELECT status, mails FROM delivery_count WHERE org_id = :org AND hour >= :hour"
                + places(reach, inbox, domain)
                + " UNION ALL SELECT COALESCE(delivery_status, 'queued'), COUNT(*) FROM message"
                + " WHERE org_id = :org AND direction = 'outbound' AND created_at >= :start AND created_at < :whole"
                + reach.and("inbox_id")
                + (inbox == null ? "" : " AND inbox_id = :inbox")
                + (domain == null ? "" : " AND domain_id = :domain")
                + " GROUP BY COALESCE(delivery_status, 'queued')) counted GROUP BY status";
        long hour = Math.floorDiv(start + DeliveryCounts.HOUR - 1, DeliveryCounts.HOUR);
        Query query = reach.bind(handle.createQuery(sql))
                .bind("org", reach.org().value())
                .bind("hour", hour)
                .bind("start", start)
                .bind("whole", hour * DeliveryCounts.HOUR);
        if (inbox != null) {
            query.bind("inbox", inbox.value());
        }
        if (domain != null) {
            query.bind("domain", domain.value());
        }
        Map<String, Long> counts = new HashMap<>();
        query.map((row, context) -> counts.put(row.getString("status"), row.getLong("mails")))
                .list();
        return counts;
    }

    /** Whose rows to add up: those of the domain only for callers who may see all of its inboxes. */
    private static String places(Reach reach, InboxId inbox, DomainId domain) {
        if (domain == null) {
            return " AND place = :inbox" + reach.and("place");
        }
        if (inbox == null && !reach.limited()) {
            return " AND place = :domain";
        }
        return " AND place IN (SELECT id FROM inbox WHERE org_id = :org AND domain_id = :domain"
                + reach.and("id")
                + (inbox == null ? "" : " AND id = :inbox") + ")";
    }
}
