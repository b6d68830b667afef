package io.jamesagents.bench;

import com.sun.management.OperatingSystemMXBean;
import io.jamesagents.bench.Bench.Benchmark;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.local.LocalEmbedder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How many passages the model that comes along embeds in a second, with one thread, and what CPU time and memory each takes. */
final class Embeddings implements Benchmark {
    private static final int[] WORDS = {14, 50, 126, 254, 510};
    /** Each of them is one token. */
    private static final String[] COMMON = {
        "the", "mail", "house", "water", "time", "green", "letter", "money", "people", "work", "day", "report", "city",
        "book"
    };

    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Random random = new Random(1);

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int tokens = options.get("tokens", 40_000);
        Map<String, Object> figures = new LinkedHashMap<>();
        long before = memory();
        long begin = System.nanoTime();
        try (Embedder embedder = LocalEmbedder.load(1)) {
            figures.put("load_ms", (System.nanoTime() - begin) / 1_000_000);
            for (int words : WORDS) {
                measure(embedder, words, Math.max(20, tokens / words), figures);
            }
            figures.put("memory_mib", (memory() - before) / 1024);
        }
        return figures;
    }

    private void measure(Embedder embedder, int words, int count, Map<String, Object> figures) {
        embedder.passages(texts(words, 10));
        List<String> texts = texts(words, count);
        long cpu = machine.getProcessCpuTime();
        long begin = System.nanoTime();
        embedder.passages(texts);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuMs = (machine.getProcessCpuTime() - cpu) / 1e6;
        // With a begin and an end.
        String name = (words + 2) + "_tokens";
        figures.put(name + "_per_second", Results.round(count / seconds));
        figures.put(name + "_cpu_ms", Results.round(cpuMs / count));
        System.out.printf("%s: %.1f a second, %.2f ms of CPU each%n", name, count / seconds, cpuMs / count);
    }

    private List<String> texts(int words, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < words; word++) {
                text.append(COMMON[random.nextInt(COMMON.length)]).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /** Of this process, in KiB. */
    private static long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }
}
