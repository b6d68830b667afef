package io.jamesagents.extension.health;

import io.jamesagents.store.Database;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;

/** Whether the database with the plugin's state answers. */
public final class StoreHealthCheck extends AgentsHealthCheck {
    private final Database database;

    @Inject
    public StoreHealthCheck(Database database) {
        super("Agents database");
        this.database = database;
    }

    @Override
    Result look() {
        return database.answers() ? well() : ill("It does not answer: no mail is delivered to inboxes");
    }
}
