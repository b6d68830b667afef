package io.jamesagents.audit;

import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The log of what was done to keys, agents, domains and stored data. An entry is written in the transaction of the deed, and
 * has ids, names of fields and numbers only: no address, no name, no text of anybody.
 */
public final class Audit {
    private final Database database;
    private final Clock clock;

    public Audit(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public void record(Handle handle, OrgId org, String actor, String action, String subject) {
        record(handle, org, actor, action, subject, Map.of());
    }

    public void record(Handle handle, OrgId org, String actor, String action, String subject, Map<String, ?> details) {
        handle.createUpdate("INSERT INTO audit (id, org_id, actor, action, subject, details, created_at)"
                        + " VALUES (:id, :org, :actor, :action, :subject, :details, :now)")
                .bind("id", Ids.random("aud_"))
                .bind("org", org.value())
                .bind("actor", actor)
                .bind("action", action)
                .bind("subject", subject)
                .bind("details", details.isEmpty() ? null : Json.write(details))
                .bind("now", clock.millis())
                .execute();
    }

    /** The newest first. */
    public Page<AuditEntry> list(OrgId org, int limit, Cursor after) {
        String sql = "SELECT * FROM audit WHERE org_id = :org"
                + (after == null ? "" : " AND (created_at, id) < (:time, :id)")
                + " ORDER BY created_at DESC, id DESC LIMIT :limit";
        List<AuditEntry> rows = database.read(handle -> {
            var query = handle.createQuery(sql).bind("org", org.value()).bind("limit", limit + 1);
            if (after != null) {
                query.bind("time", after.time()).bind("id", after.id());
            }
            return query.map((row, context) -> entry(row)).list();
        });
        return Page.of(rows, limit, entry -> new Cursor(entry.createdAt().toEpochMilli(), entry.id()));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                Json.tree(row.getString("details")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
