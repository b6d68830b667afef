package io.jamesagents.guard;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.org.OrgId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code sending_guard}, {@code sending_pause}, {@code sending_figure} and {@code new_recipient}. */
final class GuardStore {

    /** What an organisation asks of itself, and its latest pause, or null. */
    record State(GuardWish wish, SendingPause pause) {}

    State state(Handle handle, OrgId org) {
        return handle.createQuery("SELECT g.*, p.reason, p.started_at, p.ends_at FROM org o"
                        + " LEFT JOIN sending_guard g ON g.org_id = o.id LEFT JOIN sending_pause p ON p.org_id = o.id"
                        + " WHERE o.id = :org")
                .bind("org", org.value())
                .map((row, context) -> new State(wish(row), pause(row)))
                .findOne()
                .orElse(new State(GuardWish.NONE, null));
    }

    private static GuardWish wish(ResultSet row) throws SQLException {
        return new GuardWish(
                row.getInt("reputation") == 1,
                integer(row, "bounce_per_mille"),
                integer(row, "complaint_per_mille"),
                integer(row, "new_recipients_per_day"),
                row.getInt("burst") == 1);
    }

    private static Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static SendingPause pause(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return reason == null
                ? null
                : new SendingPause(
                        reason,
                        Instant.ofEpochMilli(row.getLong("started_at")),
                        Instant.ofEpochMilli(row.getLong("ends_at")));
    }

    void put(Handle handle, OrgId org, GuardWish wish, long now) {
        handle.createUpdate("INSERT INTO sending_guard (org_id, reputation, bounce_per_mille, complaint_per_mille,"
                        + " new_recipients_per_day, burst, updated_at) VALUES (:org, :reputation, :bounces, :complaints,"
                        + " :recipients, :burst, :now) ON CONFLICT (org_id) DO UPDATE SET"
                        + " reputation = excluded.reputation, bounce_per_mille = excluded.bounce_per_mille,"
                        + " complaint_per_mille = excluded.complaint_per_mille,"
                        + " new_recipients_per_day = excluded.new_recipients_per_day, burst = excluded.burst,"
                        + " updated_at = excluded.updated_at")
                .bind("org", org.value())
                .bind("reputation", wish.reputation() ? 1 : 0)
                .bind("bounces", wish.bouncePerMille())
                .bind("complaints", wish.complaintPerMille())
                .bind("recipients", wish.newRecipientsPerDay())
                .bind("burst", wish.burst() ? 1 : 0)
                .bind("now", now)
                .execute();
    }

    void pause(Handle handle, OrgId org, SendingPause pause) {
        handle.createUpdate("INSERT INTO sending_pause (org_id, reason, started_at, ends_at)"
                        + " VALUES (:org, :reason, :start, :end) ON CONFLICT (org_id) DO UPDATE SET"
                        + " reason = excluded.reason, started_at = excluded.started_at, ends_at = excluded.ends_at")
                .bind("org", org.value())
                .bind("reason", pause.reason())
                .bind("start", pause.startedAt().toEpochMilli())
                .bind("end", pause.endsAt().toEpochMilli())
                .execute();
    }

    /** Recipients, and how many of them bounced and complained. */
    record Figures(long recipients, long bounced, long complained) {}

    void count(Handle handle, OrgId org, long minute, Figures more) {
        handle.createUpdate("INSERT INTO sending_figure (org_id, minute, recipients, bounced, complained)"
                        + " VALUES (:org, :minute, :recipients, :bounced, :complained)"
                        + " ON CONFLICT (org_id, minute) DO UPDATE SET"
                        + " recipients = sending_figure.recipients + excluded.recipients,"
                        + " bounced = sending_figure.bounced + excluded.bounced,"
                        + " complained = sending_figure.complained + excluded.complained")
                .bind("org", org.value())
                .bind("minute", minute)
                .bind("recipients", more.recipients())
                .bind("bounced", more.bounced())
                .bind("complained", more.complained())
                .execute();
    }

    Figures figures(Handle handle, OrgId org, long fromMinute) {
        return handle.createQuery("SELECT COALESCE(SUM(recipients), 0), COALESCE(SUM(bounced), 0),"
                        + " COALESCE(SUM(complained), 0) FROM sending_figure WHERE org_id = :org AND minute >= :from")
                .bind("org", org.value())
                .bind("from", fromMinute)
                .map((row, context) -> new Figures(row.getLong(1), row.getLong(2), row.getLong(3)))
                .one();
    }

    /** When the last mails of an organisation were accepted that went to anybody, the newest first. */
    List<Long> lastSent(Handle handle, OrgId org, int limit) {
        return handle.createQuery("SELECT created_at FROM message WHERE org_id = :org AND direction = 'outbound'"
                        + " AND (delivery_status IS NULL OR delivery_status <> 'suppressed')"
                        + " ORDER BY created_at DESC LIMIT :limit")
                .bind("org", org.value())
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /** Those of the recipients to whom the inbox wrote before, or who wrote to it. */
    Set<String> known(Handle handle, OrgId org, InboxId inbox, Collection<String> recipients) {
        return new HashSet<>(handle.createQuery("SELECT recipient FROM outbound_recipient WHERE org_id = :org"
                        + " AND inbox_id = :inbox AND recipient IN (<recipients>) AND state <> 'suppressed'"
                        + " UNION SELECT sender FROM message WHERE org_id = :org AND sender IN (<recipients>)"
                        + " AND inbox_id = :inbox AND direction = 'inbound'")
                .bind("org", org.value())
                .bind("inbox", inbox.value())
                .bindList("recipients", List.copyOf(recipients))
                .mapTo(String.class)
                .list());
    }

    void insertNew(Handle handle, OrgId org, InboxId inbox, Collection<String> recipients, long now) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO new_recipient (inbox_id, recipient, org_id, created_at)"
                + " VALUES (:inbox, :recipient, :org, :now) ON CONFLICT (inbox_id, recipient)"
                + " DO UPDATE SET created_at = excluded.created_at");
        recipients.forEach(recipient -> batch.bind("inbox", inbox.value())
                .bind("recipient", recipient)
                .bind("org", org.value())
                .bind("now", now)
                .add());
        batch.execute();
    }

    /** How many new recipients there were since then, and when the first of them was. */
    record Recent(long count, Optional<Instant> first) {}

    Recent recent(Handle handle, OrgId org, InboxId inbox, long since) {
        return handle.createQuery("SELECT COUNT(*), MIN(created_at) FROM new_recipient"
                        + " WHERE org_id = :org AND inbox_id = :inbox AND created_at > :since")
                .bind("org", org.value())
                .bind("inbox", inbox.value())
                .bind("since", since)
                .map((row, context) -> new Recent(row.getLong(1), instant(row.getLong(2))))
                .one();
    }

    private static Optional<Instant> instant(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    void forget(Handle handle, long beforeMinute, long newBefore) {
        handle.createUpdate("DELETE FROM sending_figure WHERE minute < :before")
                .bind("before", beforeMinute)
                .execute();
        handle.createUpdate("DELETE FROM new_recipient WHERE created_at < :before")
                .bind("before", newBefore)
                .execute();
    }
}
