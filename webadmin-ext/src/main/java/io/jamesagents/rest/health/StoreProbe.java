package io.jamesagents.rest.health;

import io.jamesagents.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store answers. */
public final class StoreProbe {
    private static final Logger LOGGER = LoggerFactory.getLogger(StoreProbe.class);

    private final Database database;

    public StoreProbe(Database database) {
        this.database = database;
    }

    boolean answers() {
        try {
            return database.read(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one())
                    == 1;
        } catch (RuntimeException e) {
            LOGGER.warn("the store does not answer", e);
            return false;
        }
    }
}
