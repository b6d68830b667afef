package io.jamesagents.bench;

import io.jamesagents.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file of results: one line of JSON for each run, with what tells how busy the machine was. */
record Results(Path file) {

    void add(String name, Map<String, Object> figures) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("benchmark", name);
        line.put("at", Json.time(Instant.now()));
        line.put("cores", Runtime.getRuntime().availableProcessors());
        line.put("java", System.getProperty("java.version"));
        line.put("load", round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        line.putAll(figures);
        String json = Json.write(line);
        System.out.println(json);
        Files.writeString(file, json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
