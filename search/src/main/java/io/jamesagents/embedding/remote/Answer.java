package io.jamesagents.embedding.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.embedding.EmbeddingUnavailable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What an endpoint answers; whatever it is, it becomes vectors of length 1 or a reason why not. */
final class Answer {
    private Answer() {}

    /** As many as there were texts, in their order. */
    static List<float[]> vectors(JsonNode body, int count, int dimensions) {
        float[][] vectors = new float[count][];
        int position = 0;
        for (JsonNode item : body.path("data")) {
            int index = item.path("index").asInt(position++);
            if (index < 0 || index >= count) {
                throw bad("of a text that was not sent");
            }
            vectors[index] = unit(numbers(item.path("embedding"), dimensions));
        }
        if (Arrays.stream(vectors).anyMatch(Objects::isNull)) {
            throw bad("of only some of the texts");
        }
        return Arrays.asList(vectors);
    }

    private static float[] numbers(JsonNode embedding, int dimensions) {
        if (embedding.size() != dimensions) {
            throw bad("of " + embedding.size() + " numbers, and agents.embeddings.dimensions is " + dimensions);
        }
        float[] numbers = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            numbers[i] = (float) embedding.get(i).asDouble(Double.NaN);
        }
        return numbers;
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float number : vector) {
            square += (double) number * number;
        }
        double length = Math.sqrt(square);
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            throw bad("that have no direction");
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    private static EmbeddingUnavailable bad(String what) {
        return new EmbeddingUnavailable("The embedding endpoint answered with vectors " + what);
    }
}
