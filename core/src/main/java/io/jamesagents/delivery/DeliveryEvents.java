package io.jamesagents.delivery;

import io.jamesagents.Json;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.MessageId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What happened to sent mails, one by one; kept for 90 days. */
public final class DeliveryEvents {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int BATCH = 500;

    private final Database database;
    private final Clock clock;

    public DeliveryEvents(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The newest first. */
    public Page<DeliveryEvent> list(Reach reach, EventQuery wanted) {
        List<DeliveryEvent> rows = database.read(handle -> select(handle, reach, wanted));
        return Page.of(rows, wanted.limit(), event -> new Cursor(event.at().toEpochMilli(), event.id()));
    }

    private static List<DeliveryEvent> select(Handle handle, Reach reach, EventQuery wanted) {
        String sql = "SELECT * FROM delivery_event WHERE org_id = :org"
                + reach.and("inbox_id")
                + (wanted.inbox() == null ? "" : " AND inbox_id = :inbox")
                + (wanted.domain() == null ? "" : " AND domain_id = :domain")
                + (wanted.message() == null ? "" : " AND message_id = :message")
                + (wanted.type() == null ? "" : " AND type = :type")
                + (wanted.after() == null ? "" : " AND (created_at, id) < (:time, :id)")
                + " ORDER BY created_at DESC, id DESC LIMIT :limit";
        Query query = reach.bind(handle.createQuery(sql))
                .bind("org", reach.org().value())
                .bind("limit", wanted.limit() + 1);
        if (wanted.inbox() != null) {
            query.bind("inbox", wanted.inbox().value());
        }
        if (wanted.domain() != null) {
            query.bind("domain", wanted.domain().value());
        }
        if (wanted.message() != null) {
            query.bind("message", wanted.message().value());
        }
        if (wanted.type() != null) {
            query.bind("type", wanted.type());
        }
        if (wanted.after() != null) {
            query.bind("time", wanted.after().time()).bind("id", wanted.after().id());
        }
        return query.map((row, context) -> event(row)).list();
    }

    private static DeliveryEvent event(ResultSet row) throws SQLException {
        return new DeliveryEvent(
                row.getString("id"),
                new MessageId(row.getString("message_id")),
                new InboxId(row.getString("inbox_id")),
                new DomainId(row.getString("domain_id")),
                row.getString("recipient"),
                row.getString("type"),
                row.getString("detail"),
                Json.tree(row.getString("data")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    /** Removes what is older than 90 days. */
    public void cleanUp() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        int removed = BATCH;
        while (removed == BATCH) {
            removed = database.write(handle -> handle.createUpdate("DELETE FROM delivery_event WHERE "
                            + database.rowIn("SELECT " + database.row()
                                    + " FROM delivery_event WHERE created_at < :before LIMIT :batch"))
                    .bind("before", before)
                    .bind("batch", BATCH)
                    .execute());
        }
    }
}
