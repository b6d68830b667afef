package io.jamesagents.bench;

import java.util.HashMap;
import java.util.Map;

/** Numbers given on the command line as {@code name=number}. */
record Options(Map<String, Integer> numbers) {

    static Options parse(String... arguments) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                numbers.put(argument.substring(0, equals), Integer.valueOf(argument.substring(equals + 1)));
            }
        }
        return new Options(Map.copyOf(numbers));
    }

    int get(String name, int otherwise) {
        return numbers.getOrDefault(name, otherwise);
    }
}
