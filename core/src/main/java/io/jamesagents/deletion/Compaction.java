package io.jamesagents.deletion;

import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrites stores in the night after a deletion: what is deleted in a database is gone from its tables at once, but parts of it
 * stay in its files until these are written anew.
 */
public final class Compaction {
    private static final Logger LOGGER = LoggerFactory.getLogger(Compaction.class);

    private final Database database;
    private final LocalTime at;
    private final Clock clock;
    private final Map<String, Runnable> stores = new ConcurrentHashMap<>();

    /** {@code at} is the time of day in the zone of this machine. */
    public Compaction(Database database, LocalTime at, Clock clock) {
        this.database = database;
        this.at = at;
        this.clock = clock;
        stores.put("agents", database::compact);
    }

    /** Adds a store with the work that writes it anew. */
    public void add(String store, Runnable work) {
        stores.put(store, work);
    }

    /** Compacts the stores whose time has come; to be called now and again. */
    public void run() {
        stores.keySet().stream().filter(this::due).forEach(this::compact);
    }

    /** Compacts all stores. */
    public void now() {
        stores.keySet().forEach(this::compact);
    }

    /** Whether a night has come since the last deletion that the store still has traces of. */
    private boolean due(String store) {
        Instant now = clock.instant();
        return database.read(handle -> handle.createQuery("SELECT MAX(completed_at) FROM deletion_request"
                                + " WHERE completed_at >= COALESCE("
                                + "(SELECT compacted_at FROM compaction WHERE store = :store), 0)")
                        .bind("store", store)
                        .map((row, context) -> Optional.ofNullable(row.getObject(1))
                                .map(Object::toString)
                                .map(Long::parseLong))
                        .one())
                .map(Instant::ofEpochMilli)
                .filter(deleted -> !now.isBefore(nightAfter(deleted)))
                .isPresent();
    }

    private Instant nightAfter(Instant deleted) {
        ZonedDateTime local = deleted.atZone(ZoneId.systemDefault());
        ZonedDateTime night = local.with(at);
        return (night.isAfter(local) ? night : night.plusDays(1)).toInstant();
    }

    private void compact(String store) {
        long began = clock.millis();
        stores.get(store).run();
        database.update(handle -> handle.createUpdate(
                        "INSERT INTO compaction (store, compacted_at)"
                                + " VALUES (:store, :now) ON CONFLICT (store) DO UPDATE SET compacted_at = excluded.compacted_at")
                .bind("store", store)
                .bind("now", began)
                .execute());
        LOGGER.info("Store {} was compacted in {} ms", store, clock.millis() - began);
    }
}
