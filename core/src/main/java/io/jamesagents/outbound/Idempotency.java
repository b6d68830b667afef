package io.jamesagents.outbound;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Answers given under idempotency keys, for 24 hours. A key is claimed in the transaction that accepts its mail. */
public final class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);

    private final Database database;
    private final Clock clock;

    public Idempotency(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The same for the same request; files in it make it too large to be written out in memory. */
    static String hash(SendRequest request) {
        MessageDigest digest = Ids.sha256();
        try {
            Json.MAPPER.writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The answer that this key got before; the same key with another request is a conflict. */
    Optional<Accepted> earlier(OrgId org, String key, String requestHash) {
        return key == null ? Optional.empty() : database.read(handle -> earlier(handle, org, key, requestHash));
    }

    /** Claims the key for an answer, or gives the answer of the one who claimed it first. */
    Optional<Accepted> claim(Handle handle, OrgId org, String key, String requestHash, Accepted answer) {
        if (key == null) {
            return Optional.empty();
        }
        handle.createUpdate("DELETE FROM idempotency WHERE org_id = :org AND idem_key = :key AND created_at <= :before")
                .bind("org", org.value())
                .bind("key", key)
                .bind("before", expiry())
                .execute();
        int claimed = handle.createUpdate(
                        "INSERT INTO idempotency (org_id, idem_key, request_hash, response, message_id, created_at)"
                                + " VALUES (:org, :key, :hash, :response, :message, :now) ON CONFLICT DO NOTHING")
                .bind("org", org.value())
                .bind("key", key)
                .bind("hash", requestHash)
                .bind("response", Json.write(answer))
                .bind("message", answer.messageId())
                .bind("now", clock.millis())
                .execute();
        return claimed == 1 ? Optional.empty() : earlier(handle, org, key, requestHash);
    }

    private Optional<Accepted> earlier(Handle handle, OrgId org, String key, String requestHash) {
        return handle.createQuery("SELECT request_hash, response FROM idempotency"
                        + " WHERE org_id = :org AND idem_key = :key AND created_at > :after")
                .bind("org", org.value())
                .bind("key", key)
                .bind("after", expiry())
                .map((row, context) -> answer(row.getString(1), row.getString(2), requestHash))
                .findOne();
    }

    private static Accepted answer(String storedHash, String response, String requestHash) {
        if (!storedHash.equals(requestHash)) {
            throw new Conflict(
                    "idempotency_key_reused", "This idempotency key was used before with a different request");
        }
        return Json.read(response, Accepted.class).asReplay();
    }

    private long expiry() {
        return clock.millis() - KEPT.toMillis();
    }

    /** Forgets expired keys. */
    public void cleanUp() {
        database.update(handle -> handle.createUpdate("DELETE FROM idempotency WHERE created_at <= :before")
                .bind("before", expiry())
                .execute());
    }
}
