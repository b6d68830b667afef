package io.jamesagents.metrics;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Counts rows that wait for something, as far as {@link Backlog#MOST}. */
public final class WaitingRows {
    private WaitingRows() {}

    /**
     * @param rows the table and its conditions, which follow {@code FROM}
     * @param values what the conditions name
     * @param since the column with the time, in milliseconds, from which on a row waits
     */
    public static Backlog count(Handle handle, String rows, Map<String, ?> values, String since, long now) {
        return handle.createQuery("SELECT COUNT(*), COALESCE(MIN(" + since + "), 0) FROM (SELECT " + since + " FROM "
                        + rows + " ORDER BY " + since + " LIMIT :most) waiting")
                .bindMap(values)
                .bind("most", Backlog.MOST)
                .map((row, context) -> Backlog.of(row.getLong(1), row.getLong(2), now))
                .one();
    }
}
