package io.jamesagents;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The keys of {@code agents.properties}. The shipped file is the defaults; the operator's file overrides it, and a system
 * property of the same name overrides both. Each feature reads its own keys into a record of its own; a bad value names
 * its key and stops the start.
 */
public final class Settings {
    private final Map<String, String> values;

    public Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The defaults overridden by the operator's file and by system properties; an unknown operator key is refused. */
    public static Settings of(Properties defaults, Map<String, String> operator, Properties system) {
        Map<String, String> merged = new HashMap<>();
        defaults.stringPropertyNames().forEach(key -> merged.put(key, defaults.getProperty(key)));
        operator.forEach((key, value) -> merged.put(known(merged, key), value));
        system.stringPropertyNames().stream()
                .filter(key -> key.startsWith("agents."))
                .forEach(key -> merged.put(known(merged, key), system.getProperty(key)));
        return new Settings(merged);
    }

    private static String known(Map<String, String> defaults, String key) {
        if (!defaults.containsKey(key)) {
            throw new InvalidSetting(key, "is not a key of agents.properties");
        }
        return key;
    }

    /** The value without surrounding white space; empty when it is not set. */
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new InvalidSetting(key, "is missing");
        }
        return value.trim();
    }

    public String required(String key) {
        String value = text(key);
        if (value.isEmpty()) {
            throw new InvalidSetting(key, "must not be empty");
        }
        return value;
    }

    public long number(String key, long min, long max) {
        try {
            long value = Long.parseLong(text(key));
            if (value < min || value > max) {
                throw new InvalidSetting(key, "must be between " + min + " and " + max + ", not " + value);
            }
            return value;
        } catch (NumberFormatException e) {
            throw new InvalidSetting(key, "must be a whole number, not '" + text(key) + "'");
        }
    }

    public int integer(String key, int min, int max) {
        return (int) number(key, min, max);
    }

    public boolean flag(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidSetting(key, "must be true or false, not '" + text(key) + "'");
        };
    }

    /** The values between commas, without empty ones. */
    public List<String> list(String key) {
        return Arrays.stream(text(key).split(","))
                .map(String::trim)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A setting with which the server cannot start. The value is not repeated where it may be a secret. */
    public static final class InvalidSetting extends RuntimeException {
        public InvalidSetting(String key, String problem) {
            super("setting " + key + " " + problem);
        }
    }
}
