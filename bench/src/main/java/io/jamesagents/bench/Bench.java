package io.jamesagents.bench;

import io.jamesagents.screening.ScreeningFigures;
import io.jamesagents.screening.ScreeningTraining;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmarks that are named, one after the other, each on a fresh server. */
public final class Bench {
    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("ingest", new Ingest());
        ALL.put("latency", new Latency());
        ALL.put("lists", new Lists());
        ALL.put("reads", new Reads());
        ALL.put("limits", new Limits());
        ALL.put("suppressed", new Suppressed());
        ALL.put("backscatter", new Backscatter());
        ALL.put("stolen", new StolenKey());
        ALL.put("keys", new Keys());
        ALL.put("hung", new HungEndpoints());
        ALL.put("outage", new Outage());
        ALL.put("tenants", new Tenants());
        ALL.put("signatures", new Signatures());
        ALL.put("duplicates", new PossibleDuplicates());
        ALL.put("authentication", new Authentications());
        ALL.put("figures", new Figures());
        ALL.put("embeddings", new Embeddings());
        ALL.put("vectors", new Vectors());
        ALL.put("relevance", new Relevance());
        ALL.put("screening-training", new ScreeningTraining());
        ALL.put("screening-figures", new ScreeningFigures());
    }

    private Bench() {}

    /** One measurement: prints what it finds while it goes, and gives the figures. */
    public interface Benchmark {
        Map<String, Object> run(Options options) throws Exception;
    }

    public static void main(String... arguments) throws Exception {
        List<String> names =
                Arrays.stream(arguments).filter(word -> !word.contains("=")).toList();
        if (names.isEmpty()) {
            System.out.println("Usage: bench/run NAME... [KEY=VALUE]...\nNames: all " + String.join(" ", ALL.keySet()));
            return;
        }
        Options options = Options.parse(arguments);
        for (String name : names.equals(List.of("all")) ? ALL.keySet() : names) {
            Benchmark benchmark = ALL.get(name);
            if (benchmark == null) {
                throw new IllegalArgumentException("no benchmark is called " + name + ", but " + ALL.keySet());
            }
            System.out.println("== " + name);
            new Results(Path.of("results.jsonl")).add(name, benchmark.run(options));
        }
        System.exit(0);
    }
}
