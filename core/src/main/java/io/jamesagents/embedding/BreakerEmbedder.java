package io.jamesagents.embedding;

import io.jamesagents.CircuitBreaker;
import java.time.Clock;
import java.util.List;

/** Does not wait for an embedder that is away, see {@link CircuitBreaker}. */
public final class BreakerEmbedder implements Embedder {
    private final Embedder embedder;
    private final CircuitBreaker<EmbeddingUnavailable> breaker;

    public BreakerEmbedder(Embedder embedder, Clock clock) {
        this.embedder = embedder;
        this.breaker = new CircuitBreaker<>(
                "The embedding endpoint", EmbeddingUnavailable.class, EmbeddingUnavailable::new, clock);
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
        return breaker.call(() -> embedder.passages(texts));
    }

    @Override
    public float[] query(String text) {
        return breaker.call(() -> embedder.query(text));
    }

    @Override
    public void close() {
        embedder.close();
    }
}
