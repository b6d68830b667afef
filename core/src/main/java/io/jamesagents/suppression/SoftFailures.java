package io.jamesagents.suppression;

import io.jamesagents.delivery.RecipientEntry;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** The table {@code soft_failure}: how often in a row an inbox's mails to an address were given up. */
final class SoftFailures {
    /** A smart host does not tell of deliveries, which would reset the counter. */
    private static final Duration KEPT = Duration.ofDays(90);

    private SoftFailures() {}

    /** Counts one more; returns how many there are. */
    static long add(Handle handle, RecipientEntry entry, CanonicalAddress address, long now) {
        return handle.createQuery("INSERT INTO soft_failure (inbox_id, address, org_id, failures, updated_at)"
                        + " VALUES (:inbox, :address, :org, 1, :now) ON CONFLICT (inbox_id, address)"
                        + " DO UPDATE SET failures = soft_failure.failures + 1, updated_at = excluded.updated_at"
                        + " RETURNING failures")
                .bind("inbox", entry.inbox().value())
                .bind("address", address.value())
                .bind("org", entry.org().value())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    static void reset(Handle handle, RecipientEntry entry, CanonicalAddress address) {
        handle.createUpdate("DELETE FROM soft_failure WHERE inbox_id = :inbox AND address = :address AND org_id = :org")
                .bind("inbox", entry.inbox().value())
                .bind("address", address.value())
                .bind("org", entry.org().value())
                .execute();
    }

    static void forget(Handle handle, long now) {
        handle.createUpdate("DELETE FROM soft_failure WHERE updated_at < :before")
                .bind("before", now - KEPT.toMillis())
                .execute();
    }
}
