package io.jamesagents.rest.webhook;

import io.jamesagents.inbox.Reach;
import io.jamesagents.webhook.EndpointHealth;
import io.jamesagents.webhook.WebhookHealth;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The health of webhooks as of at most some seconds ago: it is counted over many rows, and dashboards ask for it often. */
final class RecentHealth {
    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MAX_KEPT = 1000;

    private final EndpointHealth health;
    private final Map<Reach, Counted> recent = new ConcurrentHashMap<>();

    RecentHealth(EndpointHealth health) {
        this.health = health;
    }

    private record Counted(WebhookHealth health, long at) {

        boolean recent() {
            return System.nanoTime() - at < KEPT_NANOS;
        }
    }

    /** Counts once, however many ask at the same time. */
    WebhookHealth of(Reach reach) {
        if (recent.size() > MAX_KEPT) {
            recent.values().removeIf(counted -> !counted.recent());
        }
        return recent.compute(
                        reach,
                        (key, known) -> known != null && known.recent()
                                ? known
                                : new Counted(health.of(reach), System.nanoTime()))
                .health();
    }
}
