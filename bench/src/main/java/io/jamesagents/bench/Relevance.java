package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.bench.Bench.Benchmark;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.Passages;
import io.jamesagents.embedding.local.LocalEmbedder;
import io.jamesagents.message.MessageId;
import io.jamesagents.search.IndexedMessage.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How good the first ten rows are (nDCG@10), by words, by vectors and by both, on collections of documents with queries and
 * judgements. {@code folder=PATH} has one folder for each: {@code docs.jsonl} ({@code id, title, text}), {@code queries.jsonl}
 * ({@code id, text} and, if some are to be left out of its ranking, {@code exclude}) and {@code qrels.jsonl} ({@code query, doc,
 * relevance}).
 */
final class Relevance implements Benchmark {
    private static final int DEPTH = 10;
    private static final int THREADS = 1;

    private record Query(String text, float[] vector, Set<String> exclude, Set<String> relevant) {}

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        String folder = options.text("folder", null);
        Map<String, Object> figures = new LinkedHashMap<>();
        if (folder == null) {
            System.out.println("There are no collections without folder=PATH");
            return figures;
        }
        try (LocalEmbedder embedder = LocalEmbedder.load(THREADS);
                Stream<Path> sets = Files.list(Path.of(folder))) {
            for (Path set : sets.filter(path -> Files.exists(path.resolve("docs.jsonl"))).sorted().toList()) {
                measure(set, embedder, figures);
            }
        }
        return figures;
    }

    private static void measure(Path set, Embedder embedder, Map<String, Object> figures) throws IOException {
        String name = set.getFileName().toString();
        try (IndexFolder index = new IndexFolder(Path.of("target", "relevance"), embedder.dimensions())) {
            List<String> ids = fill(index, set, embedder);
            List<Query> queries = queries(set, embedder);
            figures.put(name + "_words", mean(queries, ids, query -> index.words(query.text())));
            figures.put(name + "_vectors", mean(queries, ids, query -> index.meaning(query.vector())));
            figures.put(name + "_both", mean(queries, ids, query -> index.both(query.text(), query.vector())));
            System.out.println(name + ": " + figures);
        }
    }

    private static List<JsonNode> rows(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Json::tree).toList();
        }
    }

    /** The ids of the documents by their number, which is their id in the index. */
    private static List<String> fill(IndexFolder index, Path set, Embedder embedder) throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonNode row : rows(set.resolve("docs.jsonl"))) {
            String title = row.path("title").asText("");
            String text = row.path("text").asText("");
            List<String> pieces = Passages.of(title, text).stream()
                    .map(io.jamesagents.embedding.Passage::text)
                    .toList();
            List<Passage> passages = new ArrayList<>();
            embedder.passages(pieces).forEach(vector -> passages.add(new Passage("", vector)));
            index.index().put(List.of(IndexFolder.message("m" + ids.size(), title, text, passages)));
            ids.add(row.get("id").asText());
        }
        index.index().refresh();
        return ids;
    }

    private static List<Query> queries(Path set, Embedder embedder) throws IOException {
        Map<String, Set<String>> relevant = new HashMap<>();
        for (JsonNode row : rows(set.resolve("qrels.jsonl"))) {
            if (row.get("relevance").asInt() > 0) {
                relevant.computeIfAbsent(row.get("query").asText(), id -> new HashSet<>())
                        .add(row.get("doc").asText());
            }
        }
        List<Query> queries = new ArrayList<>();
        for (JsonNode row : rows(set.resolve("queries.jsonl"))) {
            Set<String> exclude = new HashSet<>();
            row.path("exclude").forEach(id -> exclude.add(id.asText()));
            String text = row.get("text").asText();
            Set<String> fitting = relevant.getOrDefault(row.get("id").asText(), Set.of());
            queries.add(new Query(text, embedder.query(text), exclude, fitting));
        }
        queries.removeIf(query -> query.relevant().isEmpty());
        return queries;
    }

    private static double mean(List<Query> queries, List<String> ids, Function<Query, Map<MessageId, Double>> search) {
        double sum = 0;
        for (Query query : queries) {
            sum += gain(ranking(ids, search.apply(query).keySet(), query.exclude()), query.relevant());
        }
        return Results.round(sum / queries.size());
    }

    private static List<String> ranking(List<String> ids, Collection<MessageId> found, Set<String> exclude) {
        return found.stream()
                .map(id -> ids.get(Integer.parseInt(id.value().substring(1))))
                .filter(id -> !exclude.contains(id))
                .limit(DEPTH)
                .toList();
    }

    /** nDCG, with things either relevant or not. */
    private static double gain(List<String> ranking, Set<String> relevant) {
        double gain = 0;
        double best = 0;
        for (int i = 0; i < DEPTH; i++) {
            double worth = Math.log(2) / Math.log(i + 2);
            gain += i < ranking.size() && relevant.contains(ranking.get(i)) ? worth : 0;
            best += i < relevant.size() ? worth : 0;
        }
        return gain / best;
    }
}
