package io.jamesagents.embedding;

import java.util.List;

/** Stands for a model that should be there and cannot be had; what was made of it before stays, and is not added to. */
public final class AbsentEmbedder implements Embedder {
    private final String model;
    private final int dimensions;

    public AbsentEmbedder(String model, int dimensions) {
        this.model = model;
        this.dimensions = dimensions;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        throw new EmbeddingUnavailable("The model " + model + " cannot be loaded");
    }

    @Override
    public float[] query(String text) {
        throw new EmbeddingUnavailable("The model " + model + " cannot be loaded");
    }
}
