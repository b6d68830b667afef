package io.jamesagents.suppression;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** The table {@code suppression}. An entry whose time is over is none. */
final class SuppressionStore {
    private static final String LIVE = " AND (expires_at IS NULL OR expires_at > :now)";
    private static final String ORDER = " ORDER BY created_at DESC, id DESC LIMIT :limit";

    /** Adds an entry, or puts it in the place of one that ends no later; the id it has then, or none if it was left. */
    Optional<String> put(Handle handle, Suppression entry) {
        SuppressionScope scope = entry.scope();
        return handle.createQuery("INSERT INTO suppression (id, org_id, place, inbox_id, domain_id, address, reason,"
                        + " message_id, detail, created_at, expires_at) VALUES (:id, :org, :place, :inbox, :domain,"
                        + " :address, :reason, :message, :detail, :now, :expires)"
                        + " ON CONFLICT (org_id, address, place) DO UPDATE SET reason = excluded.reason,"
                        + " message_id = excluded.message_id, detail = excluded.detail,"
                        + " created_at = excluded.created_at, expires_at = excluded.expires_at"
                        + " WHERE suppression.expires_at IS NOT NULL AND (excluded.expires_at IS NULL"
                        + " OR excluded.expires_at >= suppression.expires_at) RETURNING id")
                .bind("id", entry.id())
                .bind("org", scope.org().value())
                .bind("place", scope.place())
                .bind("inbox", scope.inbox() == null ? null : scope.inbox().value())
                .bind("domain", scope.domain() == null ? null : scope.domain().value())
                .bind("address", entry.address().value())
                .bind("reason", entry.reason().word())
                .bind(
                        "message",
                        entry.message() == null ? null : entry.message().value())
                .bind("detail", entry.detail())
                .bind("now", entry.createdAt().toEpochMilli())
                .bind(
                        "expires",
                        entry.expiresAt() == null
                                ? null
                                : (Long) entry.expiresAt().toEpochMilli())
                .mapTo(String.class)
                .findOne();
    }

    /** The entries that hold back mails of this inbox to any of these addresses. */
    List<Suppression> holding(Handle handle, SuppressionScope inbox, Collection<String> addresses, long now) {
        return handle.createQuery("SELECT * FROM suppression WHERE org_id = :org AND address IN (<addresses>)"
                        + " AND place IN (:inbox, :domain, '')" + LIVE)
                .bind("org", inbox.org().value())
                .bindList("addresses", List.copyOf(addresses))
                .bind("inbox", inbox.inbox().value())
                .bind("domain", inbox.domain().value())
                .bind("now", now)
                .map((row, context) -> entry(row))
                .list();
    }

    Optional<Suppression> find(Handle handle, SuppressionScope scope, CanonicalAddress address, long now) {
        return handle.createQuery("SELECT * FROM suppression WHERE org_id = :org AND address = :address"
                        + " AND place = :place" + LIVE)
                .bind("org", scope.org().value())
                .bind("address", address.value())
                .bind("place", scope.place())
                .bind("now", now)
                .map((row, context) -> entry(row))
                .findOne();
    }

    /** What a list is about; addresses may be null for all of the scope. */
    record Wanted(SuppressionScope scope, Collection<String> addresses) {}

    /** The newest first. An inbox's or domain's list has what holds for it from its domain and its organisation, too. */
    List<Suppression> list(Handle handle, Reach reach, Wanted wanted, int limit, Cursor after, long now) {
        String filter = (wanted.addresses() == null ? "" : " AND address IN (<addresses>)")
                + reach.and("inbox_id")
                + (after == null ? "" : " AND (created_at, id) < (:time, :after)")
                + LIVE;
        // Each part is read along an index, however long the list is.
        String sql = parts(wanted.scope()).stream()
                .map(part ->
                        "SELECT * FROM (SELECT * FROM suppression WHERE org_id = :org" + part + filter + ORDER + ") p")
                .collect(Collectors.joining(" UNION ALL "));
        Query query = bind(handle.createQuery("SELECT * FROM (" + sql + ") u" + ORDER), wanted.scope());
        if (wanted.addresses() != null) {
            query.bindList("addresses", List.copyOf(wanted.addresses()));
        }
        if (after != null) {
            query.bind("time", after.time()).bind("after", after.id());
        }
        return reach.bind(query)
                .bind("limit", limit)
                .bind("now", now)
                .map((row, context) -> entry(row))
                .list();
    }

    private static List<String> parts(SuppressionScope scope) {
        if (scope.inbox() != null) {
            String domain = scope.domain() == null ? "" : " AND place = :domain";
            return domain.isEmpty()
                    ? List.of(" AND place = :inbox", " AND place = ''")
                    : List.of(" AND place = :inbox", domain, " AND place = ''");
        }
        return scope.domain() == null ? List.of("") : List.of(" AND domain_id = :domain", " AND place = ''");
    }

    private static Query bind(Query query, SuppressionScope scope) {
        query.bind("org", scope.org().value());
        if (scope.inbox() != null) {
            query.bind("inbox", scope.inbox().value());
        }
        if (scope.domain() != null) {
            query.bind("domain", scope.domain().value());
        }
        return query;
    }

    /** Takes an address out of one scope, or of all that are within reach when it is null; returns the entries' ids. */
    List<String> remove(Handle handle, Reach reach, SuppressionScope scope, CanonicalAddress address) {
        String sql = "DELETE FROM suppression WHERE org_id = :org AND address = :address"
                + (scope == null ? "" : " AND place = :place")
                + reach.and("inbox_id") + " RETURNING id";
        Query delete = reach.bind(handle.createQuery(sql))
                .bind("org", reach.org().value())
                .bind("address", address.value());
        return bindPlace(delete, scope).mapTo(String.class).list();
    }

    private static <S extends SqlStatement<S>> S bindPlace(S statement, SuppressionScope scope) {
        return scope == null ? statement : statement.bind("place", scope.place());
    }

    /** Removes entries whose time is over, of all organisations, some at a time. */
    int forget(Handle handle, long now, int limit) {
        return handle.createUpdate("DELETE FROM suppression WHERE id IN (SELECT id FROM suppression"
                        + " WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)")
                .bind("now", now)
                .bind("limit", limit)
                .execute();
    }

    private static Suppression entry(ResultSet row) throws SQLException {
        String inbox = row.getString("inbox_id");
        String domain = row.getString("domain_id");
        String message = row.getString("message_id");
        long end = row.getLong("expires_at");
        Instant expires = row.wasNull() ? null : Instant.ofEpochMilli(end);
        return new Suppression(
                row.getString("id"),
                new SuppressionScope(
                        new OrgId(row.getString("org_id")),
                        inbox == null ? null : new InboxId(inbox),
                        domain == null ? null : new DomainId(domain)),
                new CanonicalAddress(row.getString("address")),
                SuppressionReason.parse(row.getString("reason")),
                message == null ? null : new MessageId(message),
                row.getString("detail"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                expires);
    }
}
