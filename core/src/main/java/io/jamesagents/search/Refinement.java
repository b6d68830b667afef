package io.jamesagents.search;

import io.jamesagents.message.Direction;
import io.jamesagents.thread.ThreadStatus;
import java.time.Instant;

/**
 * What else a search asks of the message that is found, and of its thread; null for anything. {@code from}, {@code to} and
 * {@code participant} are addresses, or domains for every address there; {@code before} and {@code after} are exclusive bounds of
 * the time of arrival. Status and tag are those that the thread has now.
 */
public record Refinement(
        String from,
        String to,
        String participant,
        Instant before,
        Instant after,
        Direction direction,
        Boolean hasAttachment,
        ThreadStatus status,
        String tag) {
    public static final Refinement NONE = new Refinement(null, null, null, null, null, null, null, null, null);

    public Refinement {
        from = AddressTerms.wanted(from);
        to = AddressTerms.wanted(to);
        participant = AddressTerms.wanted(participant);
    }

    /** Whether it asks for something of the thread that the index does not know. */
    boolean ofThread() {
        return status != null || tag != null;
    }
}
