package io.jamesagents.extension;

import io.jamesagents.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.utils.PropertiesProvider;

/** Reads {@code agents.properties}: the one in this jar, the operator's over it, and system properties over both. */
final class AgentsSettings {
    private static final String FILE = "agents";

    private AgentsSettings() {}

    static Settings read(PropertiesProvider provider) {
        return Settings.of(defaults(), operator(provider), System.getProperties());
    }

    private static Properties defaults() {
        Properties defaults = new Properties();
        try (InputStream in = AgentsSettings.class.getResourceAsStream(FILE + ".properties")) {
            defaults.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return defaults;
    }

    private static Map<String, String> operator(PropertiesProvider provider) {
        Map<String, String> values = new HashMap<>();
        try {
            Configuration configuration = provider.getConfiguration(FILE);
            for (Iterator<String> keys = configuration.getKeys(); keys.hasNext(); ) {
                String key = keys.next();
                // James splits values at commas.
                values.put(key, String.join(",", configuration.getStringArray(key)));
            }
        } catch (FileNotFoundException e) {
            // Then the defaults hold.
        } catch (ConfigurationException e) {
            throw new Settings.InvalidSetting(FILE + ".properties", "cannot be read: " + e.getMessage());
        }
        return values;
    }
}
