package io.jamesagents.embedding;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Gives each text a vector of its own, at once; told to, it fails or waits. */
public final class TestingEmbedder implements Embedder {
    private static final int DIMENSIONS = 8;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean failing;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile String model = "testing";

    /** Every text so far, those of queries after {@code query: }. */
    public List<String> asked() {
        return asked;
    }

    public void fail(boolean failing) {
        this.failing = failing;
    }

    /** Lets all callers wait until the latch is counted down. */
    public CountDownLatch hold() {
        held = new CountDownLatch(1);
        return held;
    }

    public void becomes(String model) {
        this.model = model;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        asked.addAll(texts);
        check();
        return texts.stream().map(this::vector).toList();
    }

    @Override
    public float[] query(String text) {
        asked.add("query: " + text);
        check();
        return vector(text);
    }

    private void check() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failing) {
            throw new EmbeddingUnavailable("The testing embedder was told to fail");
        }
    }

    private float[] vector(String text) {
        Random random = new Random((model + text).hashCode());
        float[] vector = new float[DIMENSIONS];
        double square = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }
}
