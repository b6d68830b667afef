package io.jamesagents.deletion;

import io.jamesagents.inbox.Reach;
import io.jamesagents.org.OrgId;
import java.time.Instant;

/**
 * A request for deletion. {@code preview} is what there was to delete when it was made, {@code deleted} what is deleted so far;
 * {@code confirmedAt}, {@code completedAt} and {@code error} may be null.
 */
public record DeletionRequest(
        String id,
        OrgId org,
        String actor,
        Wanted wanted,
        DeletionState state,
        Counts preview,
        Counts deleted,
        Instant requestedAt,
        Instant confirmBy,
        Instant confirmedAt,
        Instant completedAt,
        String error) {

    /** Whether a caller may know of it: one that is limited to inboxes knows what concerns these. */
    boolean within(Reach reach) {
        return org.equals(reach.org())
                && (!reach.limited() || (wanted.inbox() != null && reach.covers(wanted.inbox())));
    }

    /** As it is at that time: a pending one expires by itself. */
    DeletionRequest at(Instant now) {
        boolean expired = state == DeletionState.PENDING && !now.isBefore(confirmBy);
        return new DeletionRequest(
                id,
                org,
                actor,
                wanted,
                expired ? DeletionState.EXPIRED : state,
                preview,
                deleted,
                requestedAt,
                confirmBy,
                confirmedAt,
                completedAt,
                error);
    }

    /** What its execution takes: also without a limit nothing that came after the confirmation. */
    Target target() {
        Instant confirmed = confirmedAt.plusMillis(1);
        Instant before = wanted.before() == null || wanted.before().isAfter(confirmed) ? confirmed : wanted.before();
        return new Target(org, wanted, wanted.wholeInboxes() ? null : before);
    }
}
