package io.jamesagents.operator;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Progress;
import io.jamesagents.apikey.Caller;
import io.jamesagents.deletion.DeletionRequest;
import io.jamesagents.deletion.DeletionScope;
import io.jamesagents.deletion.DeletionState;
import io.jamesagents.deletion.Deletions;
import io.jamesagents.deletion.Deletions.Issued;
import io.jamesagents.deletion.Wanted;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import java.time.Duration;

/** Deletes an organisation with all it has, as a deletion request of its own would. */
public final class Removal {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Deletions deletions;

    public Removal(Deletions deletions) {
        this.deletions = deletions;
    }

    /** Refuses the default organisation, and a slug, typed to confirm, that is not the organisation's. */
    public void require(Org org, String slug) {
        if (!org.slug().equals(slug)) {
            throw new Invalid("slug", "slug must be the organisation's, to show that this one is meant");
        }
        if (org.slug().equals(Orgs.DEFAULT_SLUG)) {
            throw new Conflict("default_organization", "The default organisation cannot be deleted");
        }
    }

    /**
     * Returns when everything is gone, after noting how much that was; false when the deletion failed for good. Interrupted, it
     * leaves the deletion to go on by itself.
     */
    public boolean run(Org org, Progress progress) throws InterruptedException {
        Caller operator = Operator.of(org);
        Issued issued = deletions.request(operator, new Wanted(DeletionScope.ORGANIZATION, null, null));
        String id = issued.request().id();
        note(deletions.confirm(operator, id, issued.token()), progress);
        DeletionRequest request = deletions.get(operator.reach(), id);
        while (request.state() == DeletionState.EXECUTING) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            request = deletions.get(operator.reach(), id);
            note(request, progress);
        }
        return request.state() == DeletionState.COMPLETED;
    }

    private static void note(DeletionRequest request, Progress progress) {
        request.deleted().withTotal().forEach((kind, count) -> {
            if (count > 0) {
                progress.set(kind, count);
            }
        });
    }
}
