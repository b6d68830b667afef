package io.jamesagents.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration this server boots with: the files of conf/, each replaced by the operator's file of the same name in
 * DATA/conf, with the values of this start in the places written as {@code ${sys:NAME:-DEFAULT}}. A James of its own reads
 * the same files and takes the defaults, or system properties.
 */
final class ConfFolder {
    private static final Pattern PLACE = Pattern.compile("\\$\\{sys:([\\w.-]+):-([^}]*)}");

    /** The versions of each file; the last one holds. */
    private final Map<String, List<String>> files = new TreeMap<>();

    /** Folders in ascending order of precedence. */
    static ConfFolder of(Path... folders) throws IOException {
        ConfFolder conf = new ConfFolder();
        for (Path folder : folders) {
            conf.read(folder);
        }
        return conf;
    }

    private void read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                replace(path.getFileName().toString(), Files.readString(path));
            }
        }
    }

    /** In ascending order of precedence; empty when there is no such file. */
    List<String> texts(String file) {
        return files.getOrDefault(file, List.of());
    }

    void replace(String file, String text) {
        files.computeIfAbsent(file, name -> new ArrayList<>()).add(text);
    }

    /** The names that can be given a value. */
    Set<String> names() {
        return files.values().stream()
                .flatMap(versions -> PLACE.matcher(last(versions)).results())
                .map(place -> place.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String last(List<String> versions) {
        return versions.get(versions.size() - 1);
    }

    /** Writes the files with these values; a place without a value stays as it is, and James takes its default. */
    void write(Path target, Map<String, String> values) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> old = Files.list(target)) {
            old.forEach(ConfFolder::delete);
        }
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            String name = file.getKey();
            List<String> lines = last(file.getValue())
                    .lines()
                    .map(line -> filled(name, line, values))
                    .toList();
            Files.write(target.resolve(name), lines);
        }
    }

    private static String filled(String file, String line, Map<String, String> values) {
        return PLACE.matcher(line).replaceAll(place -> {
            String value = values.get(place.group(1));
            return Matcher.quoteReplacement(value == null ? place.group() : escaped(file, value));
        });
    }

    private static String escaped(String file, String value) {
        if (file.endsWith(".xml")) {
            return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        }
        return value.replace("\\", "\\\\").replace(",", "\\,");
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
