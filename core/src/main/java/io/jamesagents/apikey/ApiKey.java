package io.jamesagents.apikey;

import io.jamesagents.inbox.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A key as it may be shown. {@code prefix} is the beginning of its text, {@code permissions} the words it was made with;
 * {@code expiresAt} and {@code lastUsedAt} (to the minute) may be null.
 */
public record ApiKey(
        String id,
        String name,
        String prefix,
        List<String> permissions,
        Reach reach,
        Status status,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant createdAt) {

    /** Whether a key opens anything. */
    public enum Status {
        ACTIVE,
        /** It was revoked. */
        INACTIVE,
        EXPIRED
    }

    public Set<Scope> scopes() {
        return Scope.granted(permissions);
    }
}
