package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.Json;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import io.jamesagents.tag.TagRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The table {@code inbox}. */
public final class InboxStore {
    private final Database database;

    public InboxStore(Database database) {
        this.database = database;
    }

    static Conflict addressTaken(String address) {
        return new Conflict("address_taken", "The address " + address + " is already taken");
    }

    void insert(Inbox inbox) {
        database.update(handle -> insert(handle, inbox));
    }

    void insert(Handle handle, Inbox inbox) {
        claim(handle, inbox, inbox.createdAt().toEpochMilli());
        int added = bind(
                        handle.createUpdate(
                                "INSERT INTO inbox (id, org_id, domain_id, domain_name, local_part, address,"
                                        + " mailbox_user, display_name, agent, status, tag_rules,"
                                        + " extraction_schema, unsubscribe, event_seq, created_at)"
                                        + " VALUES (:id, :org, :domain, :domainName, :localPart, :address,"
                                        + " :mailboxUser, :displayName, :agent, :status, :rules,"
                                        + " :extraction, :unsubscribe, 0, :now) ON CONFLICT DO NOTHING"),
                        inbox)
                .bind("domain", inbox.domain().value())
                .bind("domainName", inbox.domainName())
                .bind("mailboxUser", inbox.mailboxUser())
                .bind("now", inbox.createdAt().toEpochMilli())
                .execute();
        if (added == 0) {
            throw addressTaken(inbox.address());
        }
        WebhookColumns.set(handle, inbox, inbox.webhook());
    }

    /** Leaves the webhook as it is unless told otherwise: it also changes by what its endpoint answers. */
    void update(Inbox inbox, boolean webhook, long now) {
        database.update(handle -> {
            claim(handle, inbox, now);
            bind(
                            handle.createUpdate("UPDATE inbox SET local_part = :localPart, address = :address,"
                                    + " display_name = :displayName, agent = :agent, status = :status,"
                                    + " tag_rules = :rules, extraction_schema = :extraction,"
                                    + " unsubscribe = :unsubscribe"
                                    + " WHERE id = :id AND org_id = :org AND deleted_at IS NULL"),
                            inbox)
                    .execute();
            if (webhook) {
                WebhookColumns.set(handle, inbox, inbox.webhook());
            }
        });
    }

    void delete(OrgId org, InboxId id, long now) {
        database.update(handle -> handle.createUpdate(
                        "UPDATE inbox SET deleted_at = :now WHERE id = :id AND org_id = :org AND deleted_at IS NULL")
                .bind("now", now)
                .bind("id", id.value())
                .bind("org", org.value())
                .execute());
    }

    /** Whether the address is or was that of an inbox, of whichever organisation. */
    boolean everExisted(String address) {
        return database.read(handle -> owner(handle, address).isPresent());
    }

    /** Whether the address was that of an inbox whose data is deleted. */
    boolean erased(String address) {
        return database.read(handle -> handle.createQuery(
                        "SELECT 1 FROM inbox_address WHERE address = :address AND erased_at IS NOT NULL")
                .bind("address", address)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** Whether the organisation can have an inbox at this address, as far as other inboxes are concerned. */
    boolean free(OrgId org, String address) {
        return database.read(handle -> free(handle, org, address, null));
    }

    /** Whether the address is or was that of an inbox of this organisation. */
    boolean owned(OrgId org, String address) {
        return database.read(
                handle -> owner(handle, address).filter(org.value()::equals).isPresent());
    }

    private static Optional<String> owner(Handle handle, String address) {
        return handle.createQuery("SELECT org_id FROM inbox_address WHERE address = :address")
                .bind("address", address)
                .mapTo(String.class)
                .findOne();
    }

    private static boolean free(Handle handle, OrgId org, String address, InboxId except) {
        boolean ours = owner(handle, address).map(org.value()::equals).orElse(true);
        // While an inbox is being erased, its mailboxes are not for another one.
        return ours
                && handle.createQuery("SELECT 1 FROM inbox WHERE (address = :address OR mailbox_user = :address)"
                                + " AND (deleted_at IS NULL OR erasure = 'running') AND id <> :except LIMIT 1")
                        .bind("address", address)
                        .bind("except", except == null ? "" : except.value())
                        .mapTo(Integer.class)
                        .findOne()
                        .isEmpty();
    }

    /** Makes the address the organisation's; whether it was nobody's. */
    static boolean claim(Handle handle, OrgId org, String address, long now) {
        return handle.createUpdate("INSERT INTO inbox_address (address, org_id, created_at)"
                                + " VALUES (:address, :org, :now) ON CONFLICT (address) DO NOTHING")
                        .bind("address", address)
                        .bind("org", org.value())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** Gives an address back that no inbox of the organisation ever had. */
    static void release(Handle handle, OrgId org, String address) {
        handle.createUpdate("DELETE FROM inbox_address WHERE address = :address AND org_id = :org"
                        + " AND NOT EXISTS (SELECT 1 FROM inbox WHERE org_id = :org)")
                .bind("address", address)
                .bind("org", org.value())
                .execute();
    }

    /** Makes the address the inbox's, unless somebody else was faster. */
    private static void claim(Handle handle, Inbox inbox, long now) {
        handle.createUpdate("INSERT INTO inbox_address (address, org_id, inbox_id, created_at)"
                        + " VALUES (:address, :org, :inbox, :now) ON CONFLICT (address) DO UPDATE"
                        + " SET inbox_id = excluded.inbox_id, erased_at = NULL"
                        + " WHERE inbox_address.org_id = excluded.org_id")
                .bind("address", inbox.address())
                .bind("org", inbox.org().value())
                .bind("inbox", inbox.id().value())
                .bind("now", now)
                .execute();
        if (!free(handle, inbox.org(), inbox.address(), inbox.id())) {
            throw addressTaken(inbox.address());
        }
    }

    Optional<Inbox> find(OrgId org, InboxId id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM inbox WHERE id = :id AND org_id = :org AND deleted_at IS NULL")
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, context) -> inbox(row))
                .findOne());
    }

    Optional<Inbox> find(InboxId id) {
        return database.read(handle -> in(handle, id));
    }

    /** Whether the inbox takes mail, for a transaction that holds its lock. */
    public static boolean live(Handle handle, InboxId id) {
        return handle.createQuery("SELECT 1 FROM inbox WHERE id = :id AND deleted_at IS NULL")
                .bind("id", id.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** The inbox, for a transaction of somebody else's. */
    public static Optional<Inbox> in(Handle handle, InboxId id) {
        return handle.createQuery("SELECT * FROM inbox WHERE id = :id AND deleted_at IS NULL")
                .bind("id", id.value())
                .map((row, context) -> inbox(row))
                .findOne();
    }

    boolean existed(OrgId org, InboxId id) {
        return database.read(handle -> handle.createQuery("SELECT 1 FROM inbox WHERE id = :id AND org_id = :org")
                .bind("id", id.value())
                .bind("org", org.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    Optional<Inbox> byAddress(String address) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM inbox WHERE address = :address AND deleted_at IS NULL")
                        .bind("address", address)
                        .map((row, context) -> inbox(row))
                        .findOne());
    }

    Page<Inbox> list(Reach reach, DomainId domain, int limit, Cursor after) {
        String sql = "SELECT * FROM inbox WHERE org_id = :org AND deleted_at IS NULL" + reach.and("id")
                + (domain == null ? "" : " AND domain_id = :domain")
                + (after == null ? "" : " AND (created_at, id) > (:time, :id)")
                + " ORDER BY created_at, id LIMIT :limit";
        List<Inbox> rows = database.read(handle -> {
            var query = reach.bind(handle.createQuery(sql))
                    .bind("org", reach.org().value())
                    .bind("limit", limit + 1);
            if (domain != null) {
                query.bind("domain", domain.value());
            }
            if (after != null) {
                query.bind("time", after.time()).bind("id", after.id());
            }
            return query.map((row, context) -> inbox(row)).list();
        });
        return Page.of(
                rows,
                limit,
                inbox -> new Cursor(inbox.createdAt().toEpochMilli(), inbox.id().value()));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Inbox inbox) {
        return statement
                .bind("id", inbox.id().value())
                .bind("org", inbox.org().value())
                .bind("localPart", inbox.localPart())
                .bind("address", inbox.address())
                .bind("displayName", inbox.displayName())
                .bind("agent", inbox.agent() == null ? null : Json.write(inbox.agent()))
                .bind("status", inbox.active() ? "active" : "inactive")
                .bind("rules", Json.write(inbox.tagRules()))
                .bind("extraction", inbox.extraction() == null ? null : Json.write(inbox.extraction()))
                .bind("unsubscribe", inbox.unsubscribe() ? 1 : 0);
    }

    private static Inbox inbox(ResultSet row) throws SQLException {
        return new Inbox(
                new InboxId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new DomainId(row.getString("domain_id")),
                row.getString("domain_name"),
                row.getString("local_part"),
                row.getString("address"),
                row.getString("mailbox_user"),
                row.getString("display_name"),
                Json.tree(row.getString("agent")),
                "active".equals(row.getString("status")),
                WebhookColumns.read(row),
                TagRule.list(row.getString("tag_rules")),
                extraction(row.getString("extraction_schema")),
                row.getInt("unsubscribe") == 1,
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static ExtractionSchema extraction(String json) {
        return json == null ? null : Json.read(json, ExtractionSchema.class);
    }
}
