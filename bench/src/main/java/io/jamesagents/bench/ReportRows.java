package io.jamesagents.bench;

import io.jamesagents.Json;
import io.jamesagents.message.RawMail;
import io.jamesagents.report.Report;
import io.jamesagents.report.ReportReader;
import io.jamesagents.report.ReportedRecipient;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads all files below a folder as reports about mail, and prints a line of JSON for each recipient that is understood:
 * {@code java -cp ... io.jamesagents.bench.ReportRows FOLDER}. At the end it says on standard error how long the slowest took.
 */
public final class ReportRows {
    private static long slowest;
    private static int files;

    private ReportRows() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).sorted().forEach(file -> print(folder, file, out));
        }
        out.flush();
        System.err.println(files + " files, the slowest in " + slowest / 1_000_000 + " ms");
    }

    private static void print(Path folder, Path file, PrintStream out) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            long begin = System.nanoTime();
            Report report = ReportReader.read(RawMail.of(bytes));
            slowest = Math.max(slowest, System.nanoTime() - begin);
            files++;
            rows(folder.relativize(file).toString(), report).forEach(row -> out.println(Json.write(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, Object>> rows(String file, Report report) {
        return report.recipients().stream()
                .map(recipient -> row(file, recipient))
                .toList();
    }

    private static Map<String, Object> row(String file, ReportedRecipient recipient) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("file", file);
        row.put("recipient", recipient.address());
        row.put("status", recipient.status() == null ? "" : recipient.status());
        row.put("class", recipient.kind().word());
        row.put("action", recipient.action() == null ? "" : recipient.action());
        row.put("reason", recipient.reason().word());
        return row;
    }
}
