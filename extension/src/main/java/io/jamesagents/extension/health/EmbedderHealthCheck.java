package io.jamesagents.extension.health;

import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingUnavailable;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;

/** Whether the model that makes vectors answers. Where there is to be none, all is well. */
public final class EmbedderHealthCheck extends AgentsHealthCheck {
    private final Embedder embedder;

    @Inject
    public EmbedderHealthCheck(Embedder embedder) {
        super("Agents embeddings");
        this.embedder = embedder;
    }

    @Override
    Result look() {
        try {
            if (embedder.dimensions() > 0) {
                // One that was not asked for before: answers are remembered.
                embedder.query("Are you there? " + System.nanoTime());
            }
            return well();
        } catch (EmbeddingUnavailable e) {
            return degraded("The model does not answer: search goes by words");
        }
    }
}
