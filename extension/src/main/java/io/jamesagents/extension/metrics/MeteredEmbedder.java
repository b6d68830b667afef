package io.jamesagents.extension.metrics;

import io.jamesagents.embedding.Embedder;
import io.jamesagents.metrics.Meters;
import io.jamesagents.metrics.Timing;
import java.util.List;
import java.util.function.Supplier;

/** Times what is asked of an embedding model, and counts the questions that it did not answer. */
public final class MeteredEmbedder implements Embedder {
    private static final String PASSAGES = "agents.embedding.passages.seconds";
    private static final String QUERY = "agents.embedding.query.seconds";
    private static final String FAILED = "agents.embedding.failed";

    private final Embedder embedder;
    private final Meters meters;

    public MeteredEmbedder(Embedder embedder, Meters meters) {
        this.embedder = embedder;
        this.meters = meters;
        meters.announce(List.of(FAILED), List.of(PASSAGES, QUERY));
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
        return timed(PASSAGES, () -> embedder.passages(texts));
    }

    @Override
    public float[] query(String text) {
        return timed(QUERY, () -> embedder.query(text));
    }

    private <T> T timed(String name, Supplier<T> question) {
        boolean well = false;
        try (Timing asked = meters.time(name)) {
            T answer = question.get();
            well = true;
            return answer;
        } finally {
            if (!well) {
                meters.count(FAILED);
            }
        }
    }

    @Override
    public void close() {
        embedder.close();
    }
}
