package io.jamesagents.outbound;

import io.jamesagents.AgentsException.Limited;
import io.jamesagents.org.Org;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Mails per sliding hour and day, counted by minutes in the database: exact under concurrency, over nodes and restarts. */
public final class SendLimits {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;

    private final Database database;
    private final LimitSettings settings;
    private final Clock clock;

    public SendLimits(Database database, LimitSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** What may still be sent, and when the oldest mail counted leaves each window. */
    public record Window(
            long hourLimit,
            long hourRemaining,
            Instant hourReset,
            long dayLimit,
            long dayRemaining,
            Instant dayReset) {}

    public Window window(OrgId org, Tier tier) {
        return database.read(handle -> window(handle, org, tier));
    }

    /** The limits of somebody unknown, of which nothing is used. */
    public Window unused() {
        return window(settings.hour(Tier.FREE), settings.day(Tier.FREE), new Used(0, null), new Used(0, null));
    }

    /** Refuses early what {@link #take} would refuse, as far as that can be known before. */
    void requireRoom(Org org) {
        Window now = window(org.id(), org.tier());
        refuse(now.hourRemaining() - 1, now.hourReset(), "Hourly");
        refuse(now.dayRemaining() - 1, now.dayReset(), "Daily");
    }

    /** Counts one mail, or refuses it without counting. */
    void take(Handle handle, Org org) {
        handle.createUpdate("INSERT INTO send_usage (org_id, minute, used) VALUES (:org, :minute, 1)"
                        + " ON CONFLICT (org_id, minute) DO UPDATE SET used = send_usage.used + 1")
                .bind("org", org.id().value())
                .bind("minute", minute())
                .execute();
        Window after = window(handle, org.id(), org.tier());
        // The windows hold this mail already: below zero means that it was one too many, and the transaction goes.
        refuse(after.hourRemaining(), after.hourReset(), "Hourly");
        refuse(after.dayRemaining(), after.dayReset(), "Daily");
    }

    private void refuse(long remaining, Instant reset, String name) {
        if (remaining < 0) {
            throw new Limited(name + " email limit reached", Duration.between(clock.instant(), reset));
        }
    }

    private Window window(Handle handle, OrgId org, Tier tier) {
        long now = minute();
        return handle.createQuery("SELECT COALESCE(SUM(CASE WHEN minute > :hour THEN used ELSE 0 END), 0) AS hour_used,"
                        + " MIN(CASE WHEN minute > :hour THEN minute END) AS hour_oldest,"
                        + " COALESCE(SUM(used), 0) AS day_used, MIN(minute) AS day_oldest,"
                        + " (SELECT hour_limit FROM org WHERE id = :org) AS hour_limit,"
                        + " (SELECT day_limit FROM org WHERE id = :org) AS day_limit"
                        + " FROM send_usage WHERE org_id = :org AND minute > :day")
                .bind("org", org.value())
                .bind("hour", now - HOUR)
                .bind("day", now - DAY)
                .map((row, context) -> window(
                        limit(row, "hour_limit", settings.hour(tier)),
                        limit(row, "day_limit", settings.day(tier)),
                        used(row, "hour"),
                        used(row, "day")))
                .one();
    }

    private static Used used(ResultSet row, String window) throws SQLException {
        long oldest = row.getLong(window + "_oldest");
        Long minute = row.wasNull() ? null : oldest;
        return new Used(row.getLong(window + "_used"), minute);
    }

    /** What the operator has set for the organisation, or what its tier has. */
    private static long limit(ResultSet row, String column, long ofTier) throws SQLException {
        long own = row.getLong(column);
        return row.wasNull() ? ofTier : own;
    }

    private Window window(long hourLimit, long dayLimit, Used hour, Used day) {
        return new Window(
                hourLimit, hourLimit - hour.count, reset(hour, HOUR), dayLimit, dayLimit - day.count, reset(day, DAY));
    }

    private Instant reset(Used used, long minutes) {
        long oldest = used.oldestMinute == null ? minute() : used.oldestMinute;
        return Instant.ofEpochMilli((oldest + minutes) * MINUTE);
    }

    /** Forgets what lies behind every window. */
    public void cleanUp() {
        database.update(handle -> handle.createUpdate("DELETE FROM send_usage WHERE minute < :before")
                .bind("before", minute() - DAY - 1)
                .execute());
    }

    private long minute() {
        return clock.millis() / MINUTE;
    }

    private record Used(long count, Long oldestMinute) {}
}
