package io.jamesagents.webhook.send;

import io.jamesagents.metrics.Backlog;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The deliveries that are due and not under way, whatever their endpoint. */
public final class WebhookBacklog implements Supplier<Backlog> {
    /** Of so many endpoints, those that have waited longest, the deliveries are counted. */
    private static final int ENDPOINTS = 1000;

    private final Database database;
    private final DeliveryQueue queue;
    private final Clock clock;

    public WebhookBacklog(Database database, Clock clock) {
        this.database = database;
        this.queue = new DeliveryQueue(database);
        this.clock = clock;
    }

    @Override
    public Backlog get() {
        Instant now = clock.instant();
        Map<String, Instant> due = queue.due();
        due.values().removeIf(since -> since.isAfter(now));
        if (due.isEmpty()) {
            return Backlog.NONE;
        }
        List<String> endpoints = due.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .limit(ENDPOINTS)
                .map(Map.Entry::getKey)
                .toList();
        long oldest = Collections.min(due.values()).toEpochMilli();
        return Backlog.of(count(endpoints, now), oldest, now.toEpochMilli());
    }

    private long count(List<String> endpoints, Instant now) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM (SELECT id FROM webhook_delivery"
                        + " WHERE endpoint IN (<endpoints>) AND " + DeliveryQueue.OPEN
                        + " AND next_attempt_at <= :now LIMIT :most) due")
                .bindList("endpoints", endpoints)
                .bind("now", now.toEpochMilli())
                .bind("most", Backlog.MOST)
                .mapTo(Long.class)
                .one());
    }
}
