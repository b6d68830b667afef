package io.jamesagents.rest.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code tools.txt} says: the names of tools, the most useful first, and which operations are left out because another
 * does the same. An operation that is not in it is a tool, too, after the others and under a name made of its method and path.
 */
final class ToolTable {
    private static final String FILE = "tools.txt";
    private static final String LEFT_OUT = "-";
    private static final int COLUMNS = 3;
    private static final int MAX_NAME = 64;

    private final Map<String, Entry> tools = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new HashMap<>();

    /** A tool, where it stands among them, and the words that are said of it. */
    private record Entry(String name, int place, String words) {}

    /** Reads the file. */
    static ToolTable read() {
        ToolTable table = new ToolTable();
        try (InputStream file = ToolTable.class.getResourceAsStream(FILE)) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(table::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private void add(String line) {
        String[] columns = line.split("\\|", COLUMNS);
        String name = columns[0].strip();
        String route = columns[1].strip().replaceAll(" +", " ");
        String words = columns.length < COLUMNS ? "" : columns[2].strip();
        if (name.equals(LEFT_OUT)) {
            leftOut.put(route, words);
        } else {
            tools.put(route, new Entry(name, tools.size(), words));
        }
    }

    /** The operations that are left out, and why. */
    Map<String, String> leftOut() {
        return Map.copyOf(leftOut);
    }

    /** The operations that have a name of their own. */
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        tools.forEach((route, entry) -> names.put(route, entry.name()));
        return names;
    }

    int place(Tool tool) {
        Entry entry = tools.get(tool.operation().route());
        return entry == null ? tools.size() : entry.place();
    }

    Tool tool(Operation operation, JsonSchemas schemas) {
        Entry entry = tools.get(operation.route());
        String words = entry == null ? "" : entry.words();
        return new Tool(
                entry == null ? name(operation) : entry.name(),
                operation,
                ToolInput.of(operation, schemas),
                words.contains("alone"),
                words.contains("destructive"));
    }

    /** Such as {@code get_threads_thread_notes} for {@code GET /v1/threads/{thread}/notes}. */
    private static String name(Operation operation) {
        String path = operation.path().replaceFirst("^/v1/", "/");
        String name = (operation.method() + path)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("_$", "");
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }
}
