package io.jamesagents.deletion;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Gone;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;
import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Requests to delete data: made by one call, which tells what there is to delete, and carried out by another one of the same
 * caller with the token that the first one gave. An organisation has one at a time.
 */
public final class Deletions {
    static final Duration LIFE = Duration.ofHours(1);

    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final ServerSecret secret;
    private final Inboxes inboxes;
    private final DeletionWorker worker;
    private final Duration budget;
    private final Audit audit;
    private final Clock clock;
    private final DeletionStore store = new DeletionStore();

    /** {@code budget} is how long a confirmation may wait for the end. */
    public Deletions(
            Database database,
            ServerSecret secret,
            Inboxes inboxes,
            DeletionWorker worker,
            Duration budget,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.secret = secret;
        this.inboxes = inboxes;
        this.worker = worker;
        this.budget = budget;
        this.audit = audit;
        this.clock = clock;
    }

    /** A request, and the token that confirms it, which nobody else learns. */
    public record Issued(DeletionRequest request, String token) {
        @Override
        public String toString() {
            return "Issued[" + request.id() + "]";
        }
    }

    public Issued request(Caller caller, Wanted wanted) {
        if (wanted.inbox() == null) {
            caller.reach().requireWholeOrganisation();
        } else {
            inboxes.requireExisted(caller.reach(), wanted.inbox());
        }
        Counts preview = database.read(handle -> Preview.of(handle, Target.of(caller.orgId(), wanted)));
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        DeletionRequest request = pending(caller, wanted, preview);
        database.update(handle -> insert(handle, request, token));
        return new Issued(request, token);
    }

    private DeletionRequest pending(Caller caller, Wanted wanted, Counts preview) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        return new DeletionRequest(
                Ids.random("req_"),
                caller.orgId(),
                caller.actor(),
                wanted,
                DeletionState.PENDING,
                preview,
                Counts.NONE,
                now,
                now.plus(LIFE),
                null,
                null,
                null);
    }

    private void insert(Handle handle, DeletionRequest request, String token) {
        database.lock(handle, request.org());
        store.expire(handle, clock.millis());
        if (!store.insert(handle, request, hmac(request, token))) {
            throw new Conflict(
                    "deletion_in_progress", "Another deletion request of this organisation is pending or executing");
        }
        record(handle, request, "deletion.requested", request.preview());
    }

    /** The token is one of this request and of the caller who made it. */
    private String hmac(DeletionRequest request, String token) {
        return secret.hmac("deletion-token", request.id() + " " + request.actor() + " " + token);
    }

    /** Deletes; a second confirmation changes nothing and tells how it stands. */
    public DeletionRequest confirm(Caller caller, String id, String token) {
        if (token == null || token.isBlank()) {
            throw new Invalid("confirmation_token", "confirmation_token is required");
        }
        boolean begun =
                switch (database.write(handle -> verdict(handle, caller, id, token.trim()))) {
                    case EXPIRED -> throw new Gone("The deletion request has expired: make another one");
                    case WRONG -> throw new Forbidden("The confirmation token is wrong");
                    case BEGUN_BEFORE -> false;
                    case BEGUN -> true;
                };
        DeletionRequest request = get(caller.reach(), id);
        if (begun) {
            worker.execute(request, budget);
        }
        return get(caller.reach(), id);
    }

    private enum Verdict {
        EXPIRED,
        WRONG,
        BEGUN_BEFORE,
        BEGUN
    }

    private Verdict verdict(Handle handle, Caller caller, String id, String token) {
        database.lock(handle, caller.orgId());
        store.expire(handle, clock.millis());
        DeletionRequest request = find(handle, caller.reach(), id);
        if (request.state() == DeletionState.EXPIRED) {
            return Verdict.EXPIRED;
        }
        if (!caller.actor().equals(request.actor()) || !matches(store.token(handle, request), hmac(request, token))) {
            store.countWrongToken(handle, request);
            return Verdict.WRONG;
        }
        long now = clock.millis();
        if (!store.confirm(handle, request, worker.owner(), now, now + Run.LEASE.toMillis())) {
            return Verdict.BEGUN_BEFORE;
        }
        record(handle, request, "deletion.confirmed", request.preview());
        return Verdict.BEGUN;
    }

    private static boolean matches(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    public DeletionRequest get(Reach reach, String id) {
        return database.read(handle -> find(handle, reach, id));
    }

    private DeletionRequest find(Handle handle, Reach reach, String id) {
        return store.find(handle, reach.org(), id)
                .filter(request -> request.within(reach))
                .map(request -> request.at(clock.instant()))
                .orElseThrow(() -> new NotFound("Deletion request"));
    }

    private void record(Handle handle, DeletionRequest request, String action, Counts counts) {
        audit.record(handle, request.org(), request.actor(), action, request.id(), details(request, counts));
    }

    /** What the audit log keeps: how much, and nothing of what. */
    static Map<String, Object> details(DeletionRequest request, Counts counts) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("scope", request.wanted().scope().word());
        counts.withTotal().forEach((kind, count) -> {
            if (count > 0) {
                details.put(kind, count);
            }
        });
        return details;
    }
}
