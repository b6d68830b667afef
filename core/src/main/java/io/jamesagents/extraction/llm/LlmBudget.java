package io.jamesagents.extraction.llm;

import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;

/**
 * How often the model is asked for an organisation in a day of UTC, counted in the database before it is asked: exact under
 * concurrency, over nodes and restarts. A question whose answer never came counts too.
 */
public final class LlmBudget {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long KEPT_DAYS = 31;

    private final Database database;
    private final Orgs orgs;
    private final LlmSettings settings;
    private final Clock clock;

    public LlmBudget(Database database, Orgs orgs, LlmSettings settings, Clock clock) {
        this.database = database;
        this.orgs = orgs;
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts one question, or says that there is none left today. */
    boolean take(OrgId org) {
        long limit = settings.budget(orgs.get(org).tier());
        return database.write(handle -> handle.createQuery("INSERT INTO llm_usage (org_id, day, used)"
                        + " VALUES (:org, :day, 1) ON CONFLICT (org_id, day) DO UPDATE SET used = llm_usage.used + 1"
                        + " WHERE llm_usage.used < :limit OR :limit = 0 RETURNING used")
                .bind("org", org.value())
                .bind("day", today())
                .bind("limit", limit)
                .mapTo(Long.class)
                .findOne()
                .isPresent());
    }

    /** Forgets days long past. */
    public void cleanUp() {
        database.update(handle -> handle.createUpdate("DELETE FROM llm_usage WHERE day < :before")
                .bind("before", today() - KEPT_DAYS)
                .execute());
    }

    private long today() {
        return clock.millis() / DAY;
    }
}
