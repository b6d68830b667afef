package io.jamesagents.apikey;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Limited;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.apikey.ApiKeys.Issued;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The keys of an organisation as its callers manage them. Nobody can make, renew or revoke a key that may do more or reaches
 * further than their own; keys that reach further do not exist for them.
 */
public final class OrgKeys {
    public static final int MAX_ACTIVE = 10;

    private static final int MAX_LISTED = 1000;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Database database;
    private final ApiKeys keys;
    private final Inboxes inboxes;
    private final Audit audit;
    private final Clock clock;
    private final ApiKeyStore store = new ApiKeyStore();

    public OrgKeys(Database database, ApiKeys keys, Inboxes inboxes, Audit audit, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.inboxes = inboxes;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest first, with those that are revoked or expired. */
    public List<ApiKey> list(Reach reach) {
        return database.read(handle -> store.list(handle, reach.org(), clock.millis(), MAX_LISTED)).stream()
                .filter(key -> reach.covers(key.reach()))
                .toList();
    }

    public Issued create(Caller caller, NewApiKey wanted) {
        requireHeld(caller, Scope.granted(wanted.permissions()));
        Reach reach = reach(caller, wanted.inboxes());
        return database.write(handle -> {
            database.lock(handle, caller.orgId());
            if (store.countActive(handle, caller.orgId(), clock.millis()) >= MAX_ACTIVE) {
                throw new Limited(
                        "An organisation may have at most " + MAX_ACTIVE + " active API keys: revoke one first",
                        PATIENCE);
            }
            Issued issued = keys.issue(handle, wanted, reach);
            record(handle, caller, "api_key.created", issued.key());
            return issued;
        });
    }

    private Reach reach(Caller caller, Set<InboxId> wanted) {
        if (wanted == null) {
            return caller.reach();
        }
        wanted.forEach(inbox -> inboxes.get(caller.reach(), inbox));
        return new Reach(caller.orgId(), wanted);
    }

    public Issued rotate(Caller caller, String id) {
        return database.write(handle -> {
            Issued issued = keys.rotate(handle, require(handle, caller, id));
            record(handle, caller, "api_key.rotated", issued.key());
            return issued;
        });
    }

    public void revoke(Caller caller, String id) {
        database.update(handle -> {
            ApiKey key = require(handle, caller, id);
            store.revoke(handle, caller.orgId(), key.id(), clock.millis());
            record(handle, caller, "api_key.revoked", key);
        });
    }

    private ApiKey require(Handle handle, Caller caller, String id) {
        ApiKey key = store.active(handle, caller.orgId(), id, clock.millis())
                .filter(found -> caller.reach().covers(found.reach()))
                .orElseThrow(() -> new NotFound("API key"));
        requireHeld(caller, key.scopes());
        return key;
    }

    private static void requireHeld(Caller caller, Set<Scope> wanted) {
        EnumSet<Scope> missing = EnumSet.noneOf(Scope.class);
        missing.addAll(wanted);
        missing.removeAll(caller.scopes());
        if (!missing.isEmpty()) {
            List<String> words = missing.stream().map(Scope::word).toList();
            throw new Forbidden("An API key cannot manage a key that may do more than itself", words);
        }
    }

    private void record(Handle handle, Caller caller, String action, ApiKey key) {
        Map<String, Object> details =
                Map.of("permissions", key.permissions(), "limited", key.reach().limited());
        audit.record(handle, caller.orgId(), caller.actor(), action, key.id(), details);
    }
}
