package io.jamesagents.embedding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Keeps the vectors of texts embedded last: screening and indexing want those of the same mail within seconds, often at the
 * same time, and then one waits for the other's. Failures are not kept. The vectors are shared: nobody may change them.
 */
public final class RememberingEmbedder implements Embedder {
    private static final int LONGEST = 8192;

    private final Embedder embedder;
    private final Map<String, CompletableFuture<float[]>> passages;
    private final Map<String, CompletableFuture<float[]>> queries;

    /** Keeps as many passages and a quarter as many queries. */
    public RememberingEmbedder(Embedder embedder, int most) {
        this.embedder = embedder;
        this.passages = latest(most);
        this.queries = latest(most / 4);
    }

    private static Map<String, CompletableFuture<float[]>> latest(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<float[]>> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public String model() {
        return embedder.model();
    }

    @Override
    public int dimensions() {
        return embedder.dimensions();
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        return vectors(passages, texts, embedder::passages);
    }

    @Override
    public float[] query(String text) {
        return vectors(queries, List.of(text), one -> List.of(embedder.query(one.get(0))))
                .get(0);
    }

    /** Asks anew: what is remembered says nothing about now. */
    @Override
    public boolean answers() {
        return embedder.answers();
    }

    private interface Work {
        List<float[]> on(List<String> texts);
    }

    private static List<float[]> vectors(Map<String, CompletableFuture<float[]>> known, List<String> texts, Work work) {
        List<CompletableFuture<float[]>> wanted = new ArrayList<>(texts.size());
        Map<String, CompletableFuture<float[]>> ours = new LinkedHashMap<>();
        synchronized (known) {
            for (String text : texts) {
                CompletableFuture<float[]> found = known.get(text);
                if (found == null) {
                    found = ours.computeIfAbsent(text, key -> new CompletableFuture<>());
                    if (text.length() <= LONGEST) {
                        known.put(text, found);
                    }
                }
                wanted.add(found);
            }
        }
        if (!ours.isEmpty()) {
            embed(known, ours, work);
        }
        return wanted.stream().map(RememberingEmbedder::result).toList();
    }

    /** Whatever happens, those who wait for ours are told. */
    private static void embed(
            Map<String, CompletableFuture<float[]>> known, Map<String, CompletableFuture<float[]>> ours, Work work) {
        try {
            List<float[]> vectors = work.on(List.copyOf(ours.keySet()));
            int next = 0;
            for (CompletableFuture<float[]> one : ours.values()) {
                one.complete(vectors.get(next++));
            }
        } catch (Throwable e) {
            synchronized (known) {
                ours.forEach(known::remove);
            }
            ours.values().forEach(one -> one.completeExceptionally(e));
            throw e;
        }
    }

    private static float[] result(CompletableFuture<float[]> vector) {
        try {
            return vector.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EmbeddingUnavailable unavailable
                    ? new EmbeddingUnavailable(unavailable.getMessage(), unavailable)
                    : new EmbeddingUnavailable("The embedder failed", e.getCause());
        }
    }

    @Override
    public void close() {
        embedder.close();
    }
}
