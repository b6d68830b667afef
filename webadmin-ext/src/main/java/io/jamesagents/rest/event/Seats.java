package io.jamesagents.rest.event;

import io.jamesagents.AgentsException.Limited;
import io.jamesagents.org.OrgId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many may be there at the same time, of one organisation and in all. */
final class Seats {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final int perOrg;
    private final int all;
    private final Map<OrgId, Integer> taken = new HashMap<>();
    private int sum;

    Seats(int perOrg, int all) {
        this.perOrg = perOrg;
        this.all = all;
    }

    /** Takes one, or refuses. */
    synchronized void take(OrgId org) {
        int others = taken.getOrDefault(org, 0);
        if (others >= perOrg || sum >= all) {
            throw new Limited("too_many_open", "Too many calls are waiting for events already", RETRY_AFTER);
        }
        taken.put(org, others + 1);
        sum++;
    }

    synchronized void leave(OrgId org) {
        taken.computeIfPresent(org, (key, mine) -> mine == 1 ? null : mine - 1);
        sum--;
    }
}
