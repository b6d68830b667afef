package io.jamesagents.bench;

import java.util.HashMap;
import java.util.Map;

/** What is given on the command line as {@code name=value}; most are numbers. */
public record Options(Map<String, String> values) {

    public static Options parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                values.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        return new Options(Map.copyOf(values));
    }

    public int get(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
