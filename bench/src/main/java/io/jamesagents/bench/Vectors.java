package io.jamesagents.bench;

import io.jamesagents.bench.Bench.Benchmark;
import io.jamesagents.message.MessageId;
import io.jamesagents.search.IndexedMessage;
import io.jamesagents.search.IndexedMessage.Passage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long the embedded index takes to find candidates and blend them, and how many of the ten nearest it finds, among messages
 * of random words with one passage each. Vectors lie around centres, as those of texts do.
 */
final class Vectors implements Benchmark {
    private static final int DIMENSIONS = 384;
    private static final int CENTRES = 500;
    private static final int VOCABULARY = 30_000;
    private static final int BATCH = 100;
    private static final double SPREAD = 0.7;

    private final Random random = new Random(4711);
    private final List<float[]> centres =
            IntStream.range(0, CENTRES).mapToObj(i -> around(null)).toList();

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int messages = options.get("messages", 10_000);
        int queries = options.get("queries", 300);
        List<float[]> vectors = IntStream.range(0, messages).mapToObj(i -> any()).toList();
        try (IndexFolder folder = new IndexFolder(Path.of("target", "vectors"), DIMENSIONS)) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("messages", messages);
            figures.put("indexed_per_s", fill(folder, vectors));
            figures.putAll(ask(folder, vectors, queries));
            figures.put("mib", folder.index().size().bytes() >> 20);
            return figures;
        }
    }

    private long fill(IndexFolder folder, List<float[]> vectors) {
        long begin = System.nanoTime();
        for (int from = 0; from < vectors.size(); from += BATCH) {
            List<IndexedMessage> batch = new ArrayList<>();
            for (int i = from; i < Math.min(from + BATCH, vectors.size()); i++) {
                List<Passage> passages = List.of(new Passage("passage", vectors.get(i)));
                batch.add(IndexFolder.message("m" + i, text(6), text(120), passages));
            }
            folder.index().put(batch);
        }
        folder.index().commit(Instant.now());
        folder.index().refresh();
        return vectors.size() * 1_000_000_000L / (System.nanoTime() - begin);
    }

    private Map<String, Object> ask(IndexFolder folder, List<float[]> vectors, int queries) {
        long[] nanos = new long[queries];
        int found = 0;
        for (int i = -queries / 3; i < queries; i++) {
            float[] vector = any();
            String text = text(5);
            long begin = System.nanoTime();
            folder.both(text, vector);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
                found += common(folder.meaning(vector), exact(vectors, vector));
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>(Sample.ofNanos(nanos).figures());
        figures.put("recall_at_10", Results.round(found / (10.0 * queries)));
        return figures;
    }

    private static int common(Map<MessageId, Double> found, List<Integer> nearest) {
        List<String> first =
                found.keySet().stream().limit(10).map(MessageId::value).toList();
        return (int) nearest.stream().filter(i -> first.contains("m" + i)).count();
    }

    private static List<Integer> exact(List<float[]> vectors, float[] vector) {
        double[] products = vectors.stream().mapToDouble(one -> product(one, vector)).toArray();
        return IntStream.range(0, products.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -products[i]))
                .limit(10)
                .toList();
    }

    private static double product(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private float[] any() {
        return around(centres.get(random.nextInt(CENTRES)));
    }

    /** A vector of length 1 near another, or anywhere. */
    private float[] around(float[] centre) {
        float[] vector = new float[DIMENSIONS];
        double square = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            double noise = random.nextGaussian() / Math.sqrt(DIMENSIONS);
            vector[i] = (float) (centre == null ? noise : centre[i] + SPREAD * noise);
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    /** Words as common as words are: the n-th is as likely as the first divided by n. */
    private String text(int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> "w" + (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY)))
                .collect(Collectors.joining(" "));
    }
}
