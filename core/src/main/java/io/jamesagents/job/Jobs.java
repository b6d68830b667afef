package io.jamesagents.job;

import io.jamesagents.Ids;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The table of work that is too slow for the way of a mail. A job is written in the transaction that makes it necessary,
 * claimed by one worker at a time under a lease, and counted as tried before it is tried.
 */
public final class Jobs {
    public static final int MAX_ATTEMPTS = 3;

    private final Database database;
    private final Clock clock;
    private final String owner = Ids.random("node_");

    public Jobs(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Writes down a job, once for each kind and subject. */
    public void add(Handle handle, OrgId org, String kind, String subjectId) {
        long now = clock.millis();
        handle.createUpdate("INSERT INTO job (id, org_id, kind, subject_id, state, attempts, run_at, created_at)"
                        + " VALUES (:id, :org, :kind, :subject, 'ready', 0, :now, :now) ON CONFLICT (id) DO NOTHING")
                .bind("id", Ids.derived("job_", kind, subjectId))
                .bind("org", org.value())
                .bind("kind", kind)
                .bind("subject", subjectId)
                .bind("now", now)
                .execute();
    }

    /** Takes due jobs of a kind for as long as the lease lasts, those first that have been due longest. */
    public List<Job> claim(String kind, int limit, Duration lease) {
        long now = clock.millis();
        return database.write(handle -> handle.createQuery("UPDATE job SET state = 'leased', attempts = attempts + 1,"
                        + " lease_owner = :owner, lease_until = :until WHERE id IN (SELECT id FROM job"
                        + " WHERE kind = :kind AND state = 'ready' AND run_at <= :now ORDER BY run_at LIMIT :limit"
                        + database.skipLocked() + ") RETURNING id, org_id, kind, subject_id, attempts")
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
                        row.getInt(5)))
                .list());
    }

    /** Ends a job; part of the transaction that keeps its result. */
    public void done(Handle handle, Job job) {
        finish(handle, job, "done", null);
    }

    /** Puts a job off, or ends it as dead when it was tried often enough. */
    public void failed(Job job, String error, Duration retryAfter) {
        database.update(handle -> {
            if (job.attempts() >= MAX_ATTEMPTS) {
                finish(handle, job, "dead", error);
            } else {
                postpone(handle, job, error, retryAfter);
            }
        });
    }

    private void postpone(Handle handle, Job job, String error, Duration retryAfter) {
        handle.createUpdate("UPDATE job SET state = 'ready', run_at = :at, last_error = :error, lease_until = NULL"
                        + " WHERE id = :id AND org_id = :org AND lease_owner = :owner")
                .bind("at", clock.millis() + retryAfter.toMillis())
                .bind("error", error)
                .bind("id", job.id())
                .bind("org", job.org().value())
                .bind("owner", owner)
                .execute();
    }

    private void finish(Handle handle, Job job, String state, String error) {
        handle.createUpdate("UPDATE job SET state = :state, finished_at = :now, last_error = :error, lease_until = NULL"
                        + " WHERE id = :id AND org_id = :org AND lease_owner = :owner")
                .bind("state", state)
                .bind("now", clock.millis())
                .bind("error", error)
                .bind("id", job.id())
                .bind("org", job.org().value())
                .bind("owner", owner)
                .execute();
    }

    /** Makes jobs ready again whose worker did not finish within its lease; dead if they were tried often enough. */
    public void expireLeases() {
        database.update(handle -> handle.createUpdate("UPDATE job SET lease_until = NULL, lease_owner = NULL,"
                        + " last_error = 'The worker did not finish in time',"
                        + " state = CASE WHEN attempts >= :max THEN 'dead' ELSE 'ready' END"
                        + " WHERE state = 'leased' AND lease_until < :now")
                .bind("max", MAX_ATTEMPTS)
                .bind("now", clock.millis())
                .execute());
    }
}
