package io.jamesagents.apikey;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.ServerSecret;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.Org;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Suspension;
import io.jamesagents.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** API keys. The database holds an HMAC under the server secret, never the key; it is looked up by that HMAC. */
public final class ApiKeys {
    private static final String REFUSED = "Invalid or expired API key";

    private final Database database;
    private final ServerSecret secret;
    private final Clock clock;
    private final ApiKeyStore store = new ApiKeyStore();
    private final Map<String, Use> used = new ConcurrentHashMap<>();

    public ApiKeys(Database database, ServerSecret secret, Clock clock) {
        this.database = database;
        this.secret = secret;
        this.clock = clock;
    }

    /** A key's text, which is known to nobody but its holder, and what may be shown of it. */
    public record Issued(String text, ApiKey key) {
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    /** Issues a key that does not expire; its text is returned this once. */
    public String issue(OrgId org, String name, List<String> permissions) {
        NewApiKey wanted = new NewApiKey(name, permissions, null, null);
        return database.write(handle -> issue(handle, wanted, Reach.all(org))).text();
    }

    Issued issue(Handle handle, NewApiKey wanted, Reach reach) {
        String text = KeyText.random();
        Instant now = Instant.ofEpochMilli(clock.millis());
        ApiKey key = new ApiKey(
                Ids.random("key_"),
                wanted.name(),
                KeyText.shown(text),
                wanted.permissions(),
                reach,
                ApiKey.Status.ACTIVE,
                wanted.life() == null ? null : now.plus(wanted.life()),
                null,
                now);
        store.insert(handle, reach.org(), key, hmac(text));
        return new Issued(text, key);
    }

    /** Gives a key another text; the old one opens nothing from then on. */
    Issued rotate(Handle handle, ApiKey key) {
        String text = KeyText.random();
        store.replaceSecret(handle, key.reach().org(), key.id(), KeyText.shown(text), hmac(text));
        ApiKey rotated = new ApiKey(
                key.id(),
                key.name(),
                KeyText.shown(text),
                key.permissions(),
                key.reach(),
                key.status(),
                key.expiresAt(),
                null,
                key.createdAt());
        return new Issued(text, rotated);
    }

    /**
     * Whose key this is; refused in the same words whatever is wrong with it. Nothing is cached: a revoked key is dead. Only the
     * holder of a good key learns that its organisation is suspended.
     */
    public Caller authenticate(String key) {
        if (!KeyText.plausible(key)) {
            throw new Unauthenticated(REFUSED);
        }
        Known known = find(key).orElseThrow(() -> new Unauthenticated(REFUSED));
        known.suspension().ifPresent(refusal -> {
            throw refusal;
        });
        Caller caller = known.caller();
        used.put(caller.actor(), new Use(caller.orgId(), clock.millis()));
        return caller;
    }

    /** Whether a key that opened something still would. */
    public boolean opens(String key) {
        return find(key).filter(known -> known.suspension().isEmpty()).isPresent();
    }

    /** The holder of a good key, and what to answer if its organisation is suspended. */
    private record Known(Caller caller, Optional<Forbidden> suspension) {}

    private Optional<Known> find(String key) {
        return database.read(handle -> handle.createQuery("SELECT o.*, k.id AS key_id, k.scopes, k.inbox_ids"
                        + " FROM api_key k JOIN org o ON o.id = k.org_id"
                        + " WHERE k.secret_hmac = :hmac AND k.status = 'active' AND o.status IN " + Suspension.KNOWN
                        + " AND (k.expires_at IS NULL OR k.expires_at > :now)")
                .bind("hmac", hmac(key))
                .bind("now", clock.millis())
                .map((row, context) -> new Known(caller(row), Suspension.of(row)))
                .findOne());
    }

    private static Caller caller(ResultSet row) throws SQLException {
        Org org = Orgs.org(row);
        return new Caller(
                org,
                row.getString("key_id"),
                Scope.granted(Json.strings(row.getString("scopes"))),
                ApiKeyStore.reach(org.id(), row.getString("inbox_ids")));
    }

    /** How far a key reaches, by the key's id, as long as it and its organisation are active. */
    public Optional<Reach> reachOf(String keyId) {
        return database.read(handle -> handle.createQuery("SELECT k.org_id, k.inbox_ids"
                        + " FROM api_key k JOIN org o ON o.id = k.org_id"
                        + " WHERE k.id = :id AND k.status = 'active' AND o.status = 'active'"
                        + " AND (k.expires_at IS NULL OR k.expires_at > :now)")
                .bind("id", keyId)
                .bind("now", clock.millis())
                .map((row, context) -> ApiKeyStore.reach(new OrgId(row.getString(1)), row.getString(2)))
                .findOne());
    }

    /** Writes down which keys were used since the last time; not worth a write with every request. */
    public void recordUse() {
        Map<String, Use> since = new HashMap<>(used);
        if (since.isEmpty()) {
            return;
        }
        database.update(handle -> {
            PreparedBatch batch =
                    handle.prepareBatch("UPDATE api_key SET last_used_at = :at WHERE id = :id AND org_id = :org");
            since.forEach((id, use) -> batch.bind("at", use.at)
                    .bind("id", id)
                    .bind("org", use.org.value())
                    .add());
            batch.execute();
        });
        since.forEach(used::remove);
    }

    private record Use(OrgId org, long at) {}

    private String hmac(String key) {
        return secret.hmac("api-key", key);
    }
}
