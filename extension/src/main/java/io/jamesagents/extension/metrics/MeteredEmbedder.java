package io.jamesagents.extension.metrics;

import io.jamesagents.embedding.Embedder;
import io.jamesagents.metrics.Meters;
import java.util.List;

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
        return meters.measured(PASSAGES, FAILED, () -> embedder.passages(texts));
    }

    @Override
    public float[] query(String text) {
        return meters.measured(QUERY, FAILED, () -> embedder.query(text));
    }

    @Override
    public void close() {
        embedder.close();
    }
}
