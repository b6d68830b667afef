package io.jamesagents.apikey;

import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.ServerSecret;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.Org;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** API keys. The database holds an HMAC under the server secret, never the key; it is looked up by that HMAC. */
public final class ApiKeys {
    private static final String REFUSED = "Invalid or expired API key";

    private final Database database;
    private final Orgs orgs;
    private final ServerSecret secret;
    private final Clock clock;

    public ApiKeys(Database database, Orgs orgs, ServerSecret secret, Clock clock) {
        this.database = database;
        this.orgs = orgs;
        this.secret = secret;
        this.clock = clock;
    }

    /** Issues a key that does not expire; its text is returned this once. */
    public String issue(OrgId org, String name, List<String> permissions) {
        Scope.granted(permissions);
        String key = KeyText.random();
        database.update(handle -> handle.createUpdate(
                        "INSERT INTO api_key (id, org_id, name, key_prefix, secret_hmac, scopes, status, created_at)"
                                + " VALUES (:id, :org, :name, :prefix, :hmac, :scopes, 'active', :now)")
                .bind("id", Ids.random("key_"))
                .bind("org", org.value())
                .bind("name", name)
                .bind("prefix", KeyText.shown(key))
                .bind("hmac", hmac(key))
                .bind("scopes", Json.write(permissions))
                .bind("now", clock.millis())
                .execute());
        return key;
    }

    /** Whose key this is; refused in the same words whatever is wrong with it. */
    public Caller authenticate(String key) {
        if (!KeyText.plausible(key)) {
            throw new Unauthenticated(REFUSED);
        }
        Found found = find(key).orElseThrow(() -> new Unauthenticated(REFUSED));
        Org org = orgs.get(new OrgId(found.orgId));
        if (!"active".equals(org.status())) {
            throw new Unauthenticated(REFUSED);
        }
        return new Caller(org, found.id, Scope.granted(Json.strings(found.scopes)), Reach.all(org.id()));
    }

    private Optional<Found> find(String key) {
        return database.read(handle -> handle.createQuery("SELECT id, org_id, scopes FROM api_key"
                        + " WHERE secret_hmac = :hmac AND status = 'active'"
                        + " AND (expires_at IS NULL OR expires_at > :now)")
                .bind("hmac", hmac(key))
                .bind("now", clock.millis())
                .map((row, context) -> new Found(row.getString(1), row.getString(2), row.getString(3)))
                .findOne());
    }

    private String hmac(String key) {
        return secret.hmac("api-key", key);
    }

    private record Found(String id, String orgId, String scopes) {}
}
