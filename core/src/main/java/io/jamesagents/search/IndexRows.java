package io.jamesagents.search;

import io.jamesagents.embedding.Embedder;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code search_index}: at most one index that answers and one that is being built. All nodes go by it. */
final class IndexRows {
    static final String LIVE = "live";
    static final String BUILDING = "building";

    private final Database database;
    private final Clock clock;

    IndexRows(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** {@code builtTo} is the last message that was put into one that is being built. */
    record Row(String name, String state, String model, int dimensions, String builtTo, Instant createdAt) {
        boolean building() {
            return state.equals(BUILDING);
        }
    }

    List<Row> all() {
        return database.read(IndexRows::all);
    }

    private static List<Row> all(Handle handle) {
        return handle.createQuery("SELECT * FROM search_index ORDER BY created_at, name")
                .map((row, context) -> new Row(
                        row.getString("name"),
                        row.getString("state"),
                        row.getString("model"),
                        row.getInt("dimensions"),
                        row.getString("built_to"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .list();
    }

    /** Adds the first index if there is none; an empty one can answer at once. */
    void ensureLive(Embedder embedder) {
        database.update(handle -> {
            if (all(handle).isEmpty()) {
                insert(handle, "mail-1", LIVE, embedder);
            }
        });
    }

    /** Adds one to be built, or finds the one that is. */
    String begin(Embedder embedder) {
        return database.write(handle -> {
            List<Row> rows = all(handle);
            return rows.stream()
                    .filter(Row::building)
                    .map(Row::name)
                    .findFirst()
                    .orElseGet(() -> {
                        String name = "mail-"
                                + (rows.stream()
                                                .mapToInt(IndexRows::number)
                                                .max()
                                                .orElse(0)
                                        + 1);
                        insert(handle, name, BUILDING, embedder);
                        return name;
                    });
        });
    }

    private static int number(Row row) {
        return Integer.parseInt(row.name().substring(row.name().lastIndexOf('-') + 1));
    }

    private void insert(Handle handle, String name, String state, Embedder embedder) {
        handle.createUpdate("INSERT INTO search_index (name, state, model, dimensions, built_to, created_at)"
                        + " VALUES (:name, :state, :model, :dimensions, '', :now) ON CONFLICT (name) DO NOTHING")
                .bind("name", name)
                .bind("state", state)
                .bind("model", embedder.model())
                .bind("dimensions", embedder.dimensions())
                .bind("now", clock.millis())
                .execute();
    }

    void built(Handle handle, String name, String to) {
        handle.createUpdate("UPDATE search_index SET built_to = :to WHERE name = :name")
                .bind("to", to)
                .bind("name", name)
                .execute();
    }

    /** The one that was built answers from now on, and the one of before is none any more. */
    void adopt(Handle handle, String name) {
        handle.createUpdate("DELETE FROM search_index WHERE state = 'live' AND name <> :name")
                .bind("name", name)
                .execute();
        handle.createUpdate("UPDATE search_index SET state = 'live' WHERE name = :name")
                .bind("name", name)
                .execute();
    }

    /** Gives up one that was being built. */
    void giveUp(String name) {
        database.update(
                handle -> handle.createUpdate("DELETE FROM search_index WHERE name = :name AND state = 'building'")
                        .bind("name", name)
                        .execute());
    }
}
