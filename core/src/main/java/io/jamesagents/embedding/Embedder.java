package io.jamesagents.embedding;

import java.util.List;

/**
 * Turns text into vectors whose closeness (their dot product, since all have length 1) is closeness of meaning. Vectors of
 * different models have nothing to say to each other.
 */
public interface Embedder extends AutoCloseable {
    /** The name of the model, with what else makes its vectors comparable or not. */
    String model();

    /** How many numbers a vector has; 0 when there are no vectors, and never will be. */
    int dimensions();

    /**
     * The vectors of texts that may be found, in their order. What goes past the length that the model reads is not seen.
     *
     * @throws EmbeddingUnavailable when the model cannot be asked now
     */
    List<float[]> passages(List<String> texts);

    /**
     * The vector of a text to find others by.
     *
     * @throws EmbeddingUnavailable when the model cannot be asked now
     */
    float[] query(String text);

    /** Whether it can be asked, by asking it; true as well where there are no vectors to ask for. */
    default boolean answers() {
        try {
            if (dimensions() > 0) {
                query("Are you there?");
            }
            return true;
        } catch (EmbeddingUnavailable e) {
            return false;
        }
    }

    /** Ends what was under way, if there is anything to end. */
    @Override
    default void close() {}
}
