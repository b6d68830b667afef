package io.jamesagents.store;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.nio.file.Path;

/** Where the plugin's state lives. An empty URL is the SQLite file below the data folder. */
public record StoreSettings(String url, String user, String password, int connections) {
    static final String SQLITE = "jdbc:sqlite:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    public StoreSettings {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new InvalidSetting("agents.store.url", "must begin with " + SQLITE + " or " + POSTGRESQL);
        }
    }

    public static StoreSettings read(Settings settings, Path data) {
        String url = settings.text("agents.store.url");
        return new StoreSettings(
                url.isEmpty() ? SQLITE + data.resolve("agents.db") : url,
                settings.text("agents.store.user"),
                settings.text("agents.store.password"),
                settings.integer("agents.store.connections", 2, 200));
    }

    public static StoreSettings sqlite(Path file) {
        return new StoreSettings(SQLITE + file, "", "", 4);
    }

    boolean postgres() {
        return url.startsWith(POSTGRESQL);
    }

    @Override
    public String toString() {
        return "StoreSettings[" + (postgres() ? "PostgreSQL" : url) + "]";
    }
}
