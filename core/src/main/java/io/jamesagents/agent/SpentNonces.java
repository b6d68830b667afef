package io.jamesagents.agent;

import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;

/**
 * What agents said once and may not say again, in the database: a repeat is known after a restart and on every node, and
 * nothing is held in memory. A row is kept longer than any time stamp is believed.
 */
final class SpentNonces {
    private static final Duration KEPT = Agents.TOLERANCE.multipliedBy(3);

    private final Database database;
    private final Clock clock;

    SpentNonces(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** False when it was spent before. */
    boolean spend(OrgId org, String agent, String nonce) {
        return database.write(
                        handle -> handle.createUpdate("INSERT INTO agent_nonce (agent_id, nonce, org_id, expires_at)"
                                        + " VALUES (:agent, :nonce, :org, :expires) ON CONFLICT DO NOTHING")
                                .bind("agent", agent)
                                .bind("nonce", nonce)
                                .bind("org", org.value())
                                .bind("expires", clock.millis() + KEPT.toMillis())
                                .execute())
                == 1;
    }

    void cleanUp() {
        database.update(handle -> handle.createUpdate("DELETE FROM agent_nonce WHERE expires_at <= :now")
                .bind("now", clock.millis())
                .execute());
    }
}
