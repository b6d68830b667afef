package io.jamesagents.delivery;

import java.time.Instant;
import java.util.Objects;

/**
 * News of a recipient. {@code nextAttempt} is when a deferred mail is tried again, {@code bounceType} {@code hard} or
 * {@code soft} for what bounced or failed; both may be null. A possible duplicate may have been handed over twice.
 */
public record Change(
        RecipientState state, RemoteReply reply, Instant nextAttempt, String bounceType, boolean possibleDuplicate) {
    public static final String HARD = "hard";
    public static final String SOFT = "soft";

    public Change {
        Objects.requireNonNull(state);
        Objects.requireNonNull(reply);
    }

    public static Change to(RecipientState state, RemoteReply reply) {
        return new Change(state, reply, null, null, false);
    }

    public static Change deferred(RemoteReply reply, Instant nextAttempt) {
        return new Change(RecipientState.DEFERRED, reply, nextAttempt, null, false);
    }

    public static Change bounced(RemoteReply reply) {
        return new Change(RecipientState.BOUNCED, reply, null, HARD, false);
    }

    /** Given up after trying for as long as we do. */
    public static Change failed(RemoteReply reply) {
        return new Change(RecipientState.FAILED, reply, null, SOFT, false);
    }

    public Change asPossibleDuplicate() {
        return new Change(state, reply, nextAttempt, bounceType, true);
    }
}
