package io.jamesagents.delivery;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** What became of the mails that were sent: each counts under the status that it has now. */
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
        String sql = "SELECT COALESCE(delivery_status, 'queued') AS status, COUNT(*) AS n FROM message"
                + " WHERE org_id = :org AND direction = 'outbound' AND created_at >= :start"
                + reach.and("inbox_id")
                + (inbox == null ? "" : " AND inbox_id = :inbox")
                + (domain == null ? "" : " AND domain_id = :domain")
                + " GROUP BY COALESCE(delivery_status, 'queued')";
        Map<String, Long> counts = new HashMap<>();
        database.read(handle -> {
            Query query = reach.bind(handle.createQuery(sql))
                    .bind("org", reach.org().value())
                    .bind("start", start.toEpochMilli());
            if (inbox != null) {
                query.bind("inbox", inbox.value());
            }
            if (domain != null) {
                query.bind("domain", domain.value());
            }
            return query.map((row, context) -> counts.put(row.getString("status"), row.getLong("n")))
                    .list();
        });
        return new Counts(start, end, counts);
    }
}
