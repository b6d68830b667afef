package io.jamesagents.job;

import io.jamesagents.Ids;
import io.jamesagents.metrics.Backlog;
import io.jamesagents.metrics.WaitingRows;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * The table of work that is too slow for the way of a mail. A job is written in the transaction that makes it necessary,
 * claimed by one worker at a time under a lease, and counted as tried before it is tried. One that is done is gone.
 */
public final class Jobs {
    public static final int MAX_ATTEMPTS = 3;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Database database;
    private final Clock clock;
    private final Map<String, Runnable> listeners = new ConcurrentHashMap<>();

    public Jobs(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Calls back, from a thread that must not be held, when there may be a new job of this kind. */
    void listen(String kind, Runnable wake) {
        listeners.put(kind, wake);
    }

    /**
     * Writes down a job, once for each kind and subject. One that is there is done again from its first try, also when it is
     * being done right now.
     */
    public void add(Handle handle, OrgId org, String kind, String subjectId) {
        long now = clock.millis();
        handle.createUpdate("INSERT INTO job (id, org_id, kind, subject_id, state, attempts, run_at, created_at)"
                        + " VALUES (:id, :org, :kind, :subject, 'ready', 0, :now, :now) ON CONFLICT (id) DO UPDATE"
                        + " SET state = 'ready', attempts = 0, run_at = :now, lease_owner = NULL, lease_until = NULL")
                .bind("id", Ids.derived("job_", kind, subjectId))
                .bind("org", org.value())
                .bind("kind", kind)
                .bind("subject", subjectId)
                .bind("now", now)
                .execute();
        handle.afterCommit(() -> wake(kind));
    }

    private void wake(String kind) {
        Runnable listener = listeners.get(kind);
        if (listener != null) {
            listener.run();
        }
    }

    /** When the next job of this kind is due; empty when there is none. */
    Optional<Long> nextDue(String kind) {
        return database.read(
                handle -> handle.createQuery("SELECT MIN(run_at) FROM job WHERE kind = :kind AND state = 'ready'")
                        .bind("kind", kind)
                        .mapTo(Long.class)
                        .findOne());
    }

    /** The jobs of a kind that are due and not begun. */
    public Backlog backlog(String kind) {
        long now = clock.millis();
        return database.read(handle -> WaitingRows.count(
                handle,
                "job WHERE kind = :kind AND state = 'ready' AND run_at <= :now",
                Map.of("kind", kind, "now", now),
                "run_at",
                now));
    }

    /** Takes due jobs of a kind for as long as the lease lasts, those first that have been due longest. */
    public List<Job> claim(String kind, int limit, Duration lease) {
        long now = clock.millis();
        String owner = Ids.random("lease_");
        return database.write(handle -> handle.createQuery("UPDATE job SET state = 'leased', attempts = attempts + 1,"
                        + " lease_owner = :owner, lease_until = :until WHERE id IN (SELECT id FROM job"
                        + " WHERE kind = :kind AND state = 'ready' AND run_at <= :now ORDER BY run_at LIMIT :limit"
                        + database.skipLocked()
                        + ") RETURNING id, org_id, kind, subject_id, attempts, lease_owner, run_at")
                .bind("owner", owner)
                .bind("until", now + lease.toMillis())
                .bind("kind", kind)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new Job(
                        row.getString(1),
                        new OrgId(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getString(6),
                        Instant.ofEpochMilli(row.getLong(7))))
                .list());
    }

    /** Ends a job; part of the transaction that keeps its result. One that was added again meanwhile stays. */
    public void done(Handle handle, Job job) {
        handle.createUpdate("DELETE FROM job WHERE id = :id AND org_id = :org AND lease_owner = :lease")
                .bind("id", job.id())
                .bind("org", job.org().value())
                .bind("lease", job.lease())
                .execute();
    }

    /** {@code ready}, {@code leased} or {@code dead}; empty when there is no such job, which includes those that are done. */
    public static Optional<String> state(Handle handle, OrgId org, String kind, String subjectId) {
        return handle.createQuery("SELECT state FROM job WHERE id = :id AND org_id = :org")
                .bind("id", Ids.derived("job_", kind, subjectId))
                .bind("org", org.value())
                .mapTo(String.class)
                .findOne();
    }

    /** Puts a job off, or leaves it as dead when it was tried often enough. */
    public void failed(Job job, String error) {
        database.update(handle -> {
            if (job.attempts() >= MAX_ATTEMPTS) {
                release(handle, job, "dead", job.attempts(), error, Duration.ZERO);
            } else {
                release(handle, job, "ready", job.attempts(), error, RETRY_AFTER.multipliedBy(job.attempts()));
            }
        });
    }

    /** Puts a job off that could not be tried, since what it needs is away. */
    public void later(Job job, String reason, Duration delay) {
        database.update(handle -> release(handle, job, "ready", job.attempts() - 1, reason, delay));
    }

    private void release(Handle handle, Job job, String state, int attempts, String error, Duration delay) {
        handle.createUpdate("UPDATE job SET state = :state, attempts = :attempts, run_at = :at, last_error = :error,"
                        + " lease_owner = NULL, lease_until = NULL"
                        + " WHERE id = :id AND org_id = :org AND lease_owner = :lease")
                .bind("state", state)
                .bind("attempts", attempts)
                .bind("at", clock.millis() + delay.toMillis())
                .bind("error", error)
                .bind("id", job.id())
                .bind("org", job.org().value())
                .bind("lease", job.lease())
                .execute();
        handle.afterCommit(() -> wake(job.kind()));
    }

    /** Makes jobs ready again whose worker did not finish within its lease; dead if they were tried often enough. */
    public void expireLeases() {
        release(clock.millis());
    }

    /** At the start: makes those ready again that were being done, if nobody else can be doing them. */
    void resume() {
        if (database.alone()) {
            release(Long.MAX_VALUE);
        }
    }

    private void release(long leasedUntil) {
        database.update(handle -> handle.createUpdate("UPDATE job SET lease_until = NULL, lease_owner = NULL,"
                        + " last_error = 'The worker did not finish in time',"
                        + " state = CASE WHEN attempts >= :max THEN 'dead' ELSE 'ready' END"
                        + " WHERE state = 'leased' AND lease_until < :until")
                .bind("max", MAX_ATTEMPTS)
                .bind("until", leasedUntil)
                .execute());
        listeners.values().forEach(Runnable::run);
    }
}
