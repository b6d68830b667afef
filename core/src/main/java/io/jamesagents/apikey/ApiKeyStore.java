package io.jamesagents.apikey;

import io.jamesagents.Json;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.OrgId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table {@code api_key}. A key's text is not in it, but an HMAC of it. */
final class ApiKeyStore {
    private static final String ACTIVE = "status = 'active' AND (expires_at IS NULL OR expires_at > :now)";

    void insert(Handle handle, OrgId org, ApiKey key, String hmac) {
        handle.createUpdate("INSERT INTO api_key (id, org_id, name, key_prefix, secret_hmac, scopes, inbox_ids, status,"
                        + " expires_at, created_at) VALUES (:id, :org, :name, :prefix, :hmac, :scopes, :inboxes,"
                        + " 'active', :expires, :now)")
                .bind("id", key.id())
                .bind("org", org.value())
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bind("hmac", hmac)
                .bind("scopes", Json.write(key.permissions()))
                .bind("inboxes", inboxes(key.reach()))
                .bind(
                        "expires",
                        key.expiresAt() == null ? null : key.expiresAt().toEpochMilli())
                .bind("now", key.createdAt().toEpochMilli())
                .execute();
    }

    private static String inboxes(Reach reach) {
        return reach.limited()
                ? Json.write(reach.only().stream().map(InboxId::value).sorted().toList())
                : null;
    }

    /** The newest first. */
    List<ApiKey> list(Handle handle, OrgId org, long now, int limit) {
        return handle.createQuery(
                        "SELECT * FROM api_key WHERE org_id = :org ORDER BY created_at DESC, id DESC LIMIT :limit")
                .bind("org", org.value())
                .bind("limit", limit)
                .map((row, context) -> key(row, now))
                .list();
    }

    Optional<ApiKey> active(Handle handle, OrgId org, String id, long now) {
        return handle.createQuery("SELECT * FROM api_key WHERE id = :id AND org_id = :org AND " + ACTIVE)
                .bind("id", id)
                .bind("org", org.value())
                .bind("now", now)
                .map((row, context) -> key(row, now))
                .findOne();
    }

    int countActive(Handle handle, OrgId org, long now) {
        return handle.createQuery("SELECT COUNT(*) FROM api_key WHERE org_id = :org AND " + ACTIVE)
                .bind("org", org.value())
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    void revoke(Handle handle, OrgId org, String id, long now) {
        handle.createUpdate(
                        "UPDATE api_key SET status = 'inactive', revoked_at = :now WHERE id = :id AND org_id = :org")
                .bind("now", now)
                .bind("id", id)
                .bind("org", org.value())
                .execute();
    }

    void replaceSecret(Handle handle, OrgId org, String id, String prefix, String hmac) {
        handle.createUpdate("UPDATE api_key SET key_prefix = :prefix, secret_hmac = :hmac, last_used_at = NULL"
                        + " WHERE id = :id AND org_id = :org")
                .bind("prefix", prefix)
                .bind("hmac", hmac)
                .bind("id", id)
                .bind("org", org.value())
                .execute();
    }

    private static ApiKey key(ResultSet row, long now) throws SQLException {
        Instant expires = time(row, "expires_at");
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                row.getString("key_prefix"),
                Json.strings(row.getString("scopes")),
                reach(new OrgId(row.getString("org_id")), row.getString("inbox_ids")),
                status(row.getString("status"), expires, now),
                expires,
                time(row, "last_used_at"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    static Reach reach(OrgId org, String inboxes) {
        Set<InboxId> only = inboxes == null
                ? null
                : Json.strings(inboxes).stream().map(InboxId::new).collect(Collectors.toSet());
        return new Reach(org, only);
    }

    private static ApiKey.Status status(String word, Instant expires, long now) {
        if (!"active".equals(word)) {
            return ApiKey.Status.INACTIVE;
        }
        return expires != null && expires.toEpochMilli() <= now ? ApiKey.Status.EXPIRED : ApiKey.Status.ACTIVE;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
