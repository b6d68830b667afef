package io.jamesagents.apikey;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.ShortText;
import io.jamesagents.inbox.InboxId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A key that somebody wants: {@code life} null for one that does not expire, {@code inboxes} null for one that reaches as far
 * as its maker.
 */
public record NewApiKey(String name, List<String> permissions, Duration life, Set<InboxId> inboxes) {
    private static final int MAX_NAME = 255;
    private static final int MAX_PERMISSIONS = 20;
    private static final int MAX_INBOXES = 100;
    private static final Duration MAX_LIFE = Duration.ofDays(3650);
    private static final List<String> USUAL = List.of("read", "write");

    public NewApiKey {
        if (name == null || name.isBlank()) {
            throw new Invalid("name", "name is required");
        }
        ShortText.require("name", name, MAX_NAME);
        permissions = permissions == null ? USUAL : List.copyOf(permissions);
        if (permissions.isEmpty() || permissions.size() > MAX_PERMISSIONS) {
            throw new Invalid("permissions", "permissions must have between 1 and " + MAX_PERMISSIONS + " entries");
        }
        Scope.granted(permissions);
        if (life != null && (life.isNegative() || life.isZero() || life.compareTo(MAX_LIFE) > 0)) {
            throw new Invalid("expires_in", "expires_in must be between 1 and " + MAX_LIFE.toSeconds() + " seconds");
        }
        if (inboxes != null && (inboxes.isEmpty() || inboxes.size() > MAX_INBOXES)) {
            throw new Invalid("inbox_ids", "inbox_ids must have between 1 and " + MAX_INBOXES + " entries");
        }
    }
}
