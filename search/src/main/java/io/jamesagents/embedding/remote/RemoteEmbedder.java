package io.jamesagents.embedding.remote;

import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingSettings.Endpoint;
import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.embedding.remote.EmbeddingApi.Rejected;
import java.util.ArrayList;
import java.util.List;

/**
 * A model behind an endpoint that answers as OpenAI's does. A text that it does not take, which is mostly one with more tokens
 * than the model has room for, is cut short: one mail does not stop all others.
 */
public final class RemoteEmbedder implements Embedder {
    private static final int BATCH = 32;
    private static final int SHORTEST = 200;

    private final Endpoint endpoint;
    private final EmbeddingApi api;

    public RemoteEmbedder(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.api = new EmbeddingApi(endpoint);
    }

    @Override
    public String model() {
        return endpoint.model();
    }

    @Override
    public int dimensions() {
        return endpoint.dimensions();
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += BATCH) {
            vectors.addAll(vectors(texts.subList(from, Math.min(texts.size(), from + BATCH))));
        }
        return vectors;
    }

    @Override
    public float[] query(String text) {
        return vectors(List.of(text)).get(0);
    }

    private List<float[]> vectors(List<String> texts) {
        try {
            return api.vectors(texts);
        } catch (Rejected e) {
            return texts.size() == 1 ? List.of(shortened(texts.get(0), e)) : apart(texts);
        }
    }

    /** In two halves: most of the texts are not to blame. */
    private List<float[]> apart(List<String> texts) {
        int half = texts.size() / 2;
        List<float[]> vectors = new ArrayList<>(vectors(texts.subList(0, half)));
        vectors.addAll(vectors(texts.subList(half, texts.size())));
        return vectors;
    }

    private float[] shortened(String text, Rejected rejected) {
        if (text.length() <= SHORTEST) {
            throw new EmbeddingUnavailable(rejected.getMessage(), rejected);
        }
        int half = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return query(text.substring(0, half));
    }

    @Override
    public void close() {
        api.close();
    }
}
