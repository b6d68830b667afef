package io.jamesagents.operator;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;
import io.jamesagents.ShortText;
import io.jamesagents.audit.Audit;
import io.jamesagents.org.Org;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Suspension;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The organisations of this server, for its operator: made, changed, suspended. Deleted ones are not among them. */
public final class Accounts {
    private static final int MAX_REASON = 255;

    private final Database database;
    private final Orgs orgs;
    private final Audit audit;
    private final Clock clock;

    public Accounts(Database database, Orgs orgs, Audit audit, Clock clock) {
        this.database = database;
        this.orgs = orgs;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the order they were made. */
    public Page<Account> list(int limit, Cursor after) {
        String sql = "SELECT * FROM org WHERE status IN " + Suspension.KNOWN
                + (after == null ? "" : " AND (created_at, id) > (:time, :id)")
                + " ORDER BY created_at, id LIMIT :limit";
        List<Account> rows = database.read(handle -> {
            var query = handle.createQuery(sql).bind("limit", limit + 1);
            if (after != null) {
                query.bind("time", after.time()).bind("id", after.id());
            }
            return query.map((row, context) -> account(row)).list();
        });
        return Page.of(rows, limit, Accounts::cursor);
    }

    private static Cursor cursor(Account account) {
        Org org = account.org();
        return new Cursor(org.createdAt().toEpochMilli(), org.id().value());
    }

    /** By its id or, if none has that id, by its slug. */
    public Account get(String idOrSlug) {
        return database.read(handle -> by(handle, "id", idOrSlug)
                .or(() -> by(handle, "slug", idOrSlug))
                .orElseThrow(Accounts::unknown));
    }

    private static NotFound unknown() {
        return new NotFound("Organisation");
    }

    private static Account find(Handle handle, OrgId id) {
        return by(handle, "id", id.value()).orElseThrow(Accounts::unknown);
    }

    private static Optional<Account> by(Handle handle, String column, String value) {
        return handle.createQuery("SELECT * FROM org WHERE " + column + " = :value AND status IN " + Suspension.KNOWN)
                .bind("value", value)
                .map((row, context) -> account(row))
                .findOne();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                Orgs.org(row), number(row, "hour_limit"), number(row, "day_limit"), row.getString("suspended_reason"));
    }

    private static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Makes an organisation; refused when the slug is taken. */
    public Account create(NewAccount wanted) {
        OrgId id = new OrgId(Ids.random("org_"));
        return database.write(handle -> {
            orgs.insert(handle, id, wanted.slug(), wanted.name());
            set(handle, id, "tier = :value", wanted.tier().word());
            audit.record(handle, id, Operator.ACTOR, "organization.created", id.value());
            return find(handle, id);
        });
    }

    public Account change(OrgId id, AccountChange change) {
        return database.write(handle -> {
            find(handle, id);
            Map<String, Object> changed = new TreeMap<>();
            if (change.tier() != null) {
                set(handle, id, "tier = :value", change.tier().word());
                changed.put("tier", change.tier().word());
            }
            if (change.hourLimit() != null) {
                set(handle, id, "hour_limit = :value", change.hourLimit().orElse(null));
                changed.put(
                        "hour_limit", change.hourLimit().map(String::valueOf).orElse("tier"));
            }
            if (change.dayLimit() != null) {
                set(handle, id, "day_limit = :value", change.dayLimit().orElse(null));
                changed.put("day_limit", change.dayLimit().map(String::valueOf).orElse("tier"));
            }
            audit.record(handle, id, Operator.ACTOR, "organization.changed", id.value(), changed);
            return find(handle, id);
        });
    }

    /** Suspends an organisation, or changes the reason, which its callers are told; null for none. */
    public Account suspend(OrgId id, String reason) {
        ShortText.require("reason", reason, MAX_REASON);
        String shown = reason == null || reason.isBlank() ? null : reason.trim();
        return turn(id, Suspension.SUSPENDED, shown, "organization.suspended");
    }

    /** Ends a suspension; of an active organisation nothing changes. */
    public Account resume(OrgId id) {
        return turn(id, "active", null, "organization.resumed");
    }

    private Account turn(OrgId id, String status, String reason, String action) {
        return database.write(handle -> {
            Account before = find(handle, id);
            if (before.org().slug().equals(Orgs.DEFAULT_SLUG) && status.equals(Suspension.SUSPENDED)) {
                throw new Conflict("default_organization", "The default organisation cannot be suspended");
            }
            set(handle, id, "suspended_reason = :value", reason);
            set(handle, id, "status = :value", status);
            if (!before.org().status().equals(status)) {
                audit.record(handle, id, Operator.ACTOR, action, id.value());
            }
            return find(handle, id);
        });
    }

    private void set(Handle handle, OrgId id, String assignment, Object value) {
        handle.createUpdate("UPDATE org SET " + assignment + ", updated_at = :now WHERE id = :id")
                .bind("value", value)
                .bind("now", clock.millis())
                .bind("id", id.value())
                .execute();
    }
}
