package io.jamesagents.server;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The plugin's keys: those of the shipped agents.properties, the operator's over them, and this start's over both. */
final class AgentsProperties {
    static final String FILE = "agents.properties";

    private final Properties properties = new Properties();

    /** The texts in ascending order of precedence. */
    AgentsProperties(List<String> texts) {
        try {
            for (String text : texts) {
                properties.load(new StringReader(text));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedStart("cannot read " + FILE + ": " + e.getMessage());
        }
    }

    Set<String> keys() {
        return properties.stringPropertyNames();
    }

    /** What is in force: system properties win. Values of other keys than ours are left out. */
    Map<String, String> with(Map<String, String> values) {
        Map<String, String> merged = new TreeMap<>();
        for (String key : keys()) {
            String value = values.getOrDefault(key, properties.getProperty(key));
            merged.put(key, System.getProperty(key, value));
        }
        return merged;
    }

    static String text(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + escaped(setting.getValue()))
                .collect(Collectors.joining("\n", "# Written by the server at each start.\n", "\n"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,").replace("\n", "\\n");
    }
}
