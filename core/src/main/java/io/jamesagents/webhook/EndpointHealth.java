package io.jamesagents.webhook;

import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.inbox.Reach;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.HealthStore.Counts;
import io.jamesagents.webhook.HealthStore.Failing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Finds out how the endpoints of an organisation do. */
public final class EndpointHealth {
    private static final Duration WINDOW = Duration.ofDays(1);

    private final Database database;
    private final InboxWebhooks webhooks;
    private final Function<String, Breaker> breaker;
    private final Clock clock;
    private final HealthStore store = new HealthStore();

    /** {@code breaker} says whether an endpoint is called. */
    public EndpointHealth(Database database, InboxWebhooks webhooks, Function<String, Breaker> breaker, Clock clock) {
        this.database = database;
        this.webhooks = webhooks;
        this.breaker = breaker;
        this.clock = clock;
    }

    public WebhookHealth of(Reach reach) {
        return database.read(handle ->
                new WebhookHealth(endpoints(handle, reach), webhooks.off(reach), store.totals(handle, reach)));
    }

    private List<WebhookHealth.Endpoint> endpoints(Handle handle, Reach reach) {
        Instant since = clock.instant().minus(WINDOW);
        Map<String, Counts> counts = store.counts(handle, reach, since);
        Map<String, Failing> failing = store.failing(handle, reach);
        Map<String, Instant> failures = store.lastFailures(handle, reach, since);
        Set<String> endpoints = new TreeSet<>(counts.keySet());
        endpoints.addAll(failing.keySet());
        return endpoints.stream()
                .map(endpoint -> endpoint(
                        endpoint,
                        counts.getOrDefault(endpoint, Counts.NONE),
                        failing.get(endpoint),
                        failures.get(endpoint)))
                .toList();
    }

    private WebhookHealth.Endpoint endpoint(String endpoint, Counts counts, Failing failing, Instant lastFailure) {
        return new WebhookHealth.Endpoint(
                endpoint,
                counts.total(),
                counts.delivered(),
                counts.failed(),
                counts.dead(),
                counts.latency(),
                counts.lastSuccess(),
                failing == null ? lastFailure : failing.last(),
                breaker.apply(endpoint),
                failing == null ? 0 : failing.failures(),
                failing == null ? null : failing.since());
    }
}
