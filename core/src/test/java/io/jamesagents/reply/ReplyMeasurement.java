package io.jamesagents.reply;

import io.jamesagents.Json;
import io.jamesagents.html.HtmlMail;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Run by hand: parts every text, HTML page and mail below a folder, and writes a line {@code {"file":…,"visible":…}} for each
 * into a file. Arguments: the folder, the file. Says how much CPU time the slowest took in the second of two rounds.
 */
public final class ReplyMeasurement {
    private ReplyMeasurement() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().matches(".*\\.(txt|html|eml)"))
                    .sorted()
                    .toList();
        }
        measure(folder, files);
        List<String> rows = measure(folder, files);
        Files.write(Path.of(arguments[1]), rows);
    }

    private static List<String> measure(Path folder, List<Path> files) throws IOException {
        List<String> rows = new ArrayList<>();
        long slowest = 0;
        Path which = null;
        for (Path file : files) {
            String text = text(file);
            long start = cpu();
            String visible = ReplyText.of(text).visible();
            long took = cpu() - start;
            which = took > slowest ? file : which;
            slowest = Math.max(slowest, took);
            rows.add(Json.write(Map.of("file", folder.relativize(file).toString(), "visible", visible)));
        }
        System.out.printf("%d files, slowest %.2f ms: %s%n", files.size(), slowest / 1e6, which);
        return rows;
    }

    /** Of this thread, in nanoseconds: other work of the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String text(Path file) throws IOException {
        if (file.toString().endsWith(".eml")) {
            try (MailParser parser = new MailParser(Limits.DEFAULT)) {
                return parser.parse(RawMail.of(Files.readAllBytes(file))).text();
            }
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return file.toString().endsWith(".html") ? HtmlMail.of(text).text() : text;
    }
}
