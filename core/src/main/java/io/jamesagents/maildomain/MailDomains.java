package io.jamesagents.maildomain;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The domains of organisations, and the one they share. */
public final class MailDomains {
    private static final String VISIBLE = "SELECT * FROM mail_domain WHERE (org_id = :org OR id = :shared)";

    private final Database database;
    private final String sharedName;
    private final Clock clock;

    public MailDomains(Database database, String sharedName, Clock clock) {
        this.database = database;
        this.sharedName = sharedName;
        this.clock = clock;
    }

    /** Makes the shared domain known; to be called at every start. */
    public MailDomain ensureShared() {
        return database.write(handle -> {
            handle.createUpdate("INSERT INTO mail_domain (id, org_id, name, status, region, created_at)"
                            + " VALUES (:id, NULL, :name, 'verified', NULL, :now) ON CONFLICT (id) DO NOTHING")
                    .bind("id", sharedId())
                    .bind("name", sharedName)
                    .bind("now", clock.millis())
                    .execute();
            return byId(handle, sharedId());
        });
    }

    public MailDomain shared() {
        return database.read(handle -> byId(handle, sharedId()));
    }

    /** The organisation's own domains in the order they were made, the shared one last. */
    public List<MailDomain> list(OrgId org) {
        return database.read(handle -> handle.createQuery(
                        VISIBLE + " ORDER BY CASE WHEN org_id IS NULL THEN 1 ELSE 0 END, created_at, id")
                .bind("org", org.value())
                .bind("shared", sharedId())
                .map((row, context) -> domain(row))
                .list());
    }

    public MailDomain get(OrgId org, DomainId id) {
        return database.read(handle -> handle.createQuery(VISIBLE + " AND id = :id")
                        .bind("org", org.value())
                        .bind("shared", sharedId())
                        .bind("id", id.value())
                        .map((row, context) -> domain(row))
                        .findOne())
                .orElseThrow(() -> new NotFound("Domain"));
    }

    /** Where an inbox goes when its maker names no domain: the first verified own domain, else the shared one. */
    public MailDomain preferred(OrgId org) {
        return list(org).stream()
                .filter(domain -> "verified".equals(domain.status()))
                .findFirst()
                .orElseThrow(() -> new NotFound("Domain"));
    }

    private String sharedId() {
        return Ids.derived("d_", "shared", sharedName);
    }

    private static MailDomain byId(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM mail_domain WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> domain(row))
                .one();
    }

    private static MailDomain domain(ResultSet row) throws SQLException {
        String org = row.getString("org_id");
        return new MailDomain(
                new DomainId(row.getString("id")),
                org == null ? null : new OrgId(org),
                row.getString("name"),
                row.getString("status"),
                row.getString("region"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
