package io.jamesagents.embedding;

import java.util.List;

/**
 * Turns texts into vectors of length 1 that lie close together when the texts mean the same. Vectors of different models
 * cannot be compared. Safe for use by many threads.
 */
public interface Embedder {
    /** The model's name; it changes whenever vectors of before can no longer be compared with those of now. */
    String model();

    /** How many numbers a vector has. */
    int dimensions();

    /**
     * One vector for each text, in the same order. What goes past the model's length is left out, so long texts are
     * {@link Passages split} before.
     *
     * @throws EmbeddingUnavailable when it cannot now
     */
    List<float[]> passages(List<String> texts);

    /**
     * The vector to look for passages with.
     *
     * @throws EmbeddingUnavailable when it cannot now
     */
    float[] query(String text);
}
