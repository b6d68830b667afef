package io.jamesagents.extension.health;

import io.jamesagents.embedding.Embedder;
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
        return embedder.answers() ? well() : degraded("The model does not answer: search goes by words");
    }
}
