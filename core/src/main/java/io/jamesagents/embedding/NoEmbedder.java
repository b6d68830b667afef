package io.jamesagents.embedding;

import java.util.List;

/** Stands where an operator wants no vectors: everything is found by words alone. */
public final class NoEmbedder implements Embedder {
    @Override
    public String model() {
        return "none";
    }

    @Override
    public int dimensions() {
        return 0;
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        throw off();
    }

    @Override
    public float[] query(String text) {
        throw off();
    }

    private static EmbeddingUnavailable off() {
        return new EmbeddingUnavailable("agents.embeddings.enabled is false");
    }
}
