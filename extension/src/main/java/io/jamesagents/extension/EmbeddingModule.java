package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.Settings;
import io.jamesagents.embedding.BreakerEmbedder;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingSettings;
import io.jamesagents.embedding.NoEmbedder;
import io.jamesagents.embedding.RememberingEmbedder;
import io.jamesagents.embedding.local.LocalEmbedder;
import io.jamesagents.embedding.remote.RemoteEmbedder;
import io.jamesagents.extension.metrics.MeteredEmbedder;
import io.jamesagents.metrics.Meters;
import java.time.Clock;

/** What makes vectors of texts. */
final class EmbeddingModule extends AbstractModule {
    private static final int REMEMBERED = 512;

    @Provides
    @Singleton
    EmbeddingSettings settings(Settings settings) {
        return EmbeddingSettings.read(settings);
    }

    @Provides
    @Singleton
    Embedder embedder(EmbeddingSettings settings, Meters meters, Clock clock) {
        if (!settings.enabled()) {
            return new NoEmbedder();
        }
        Embedder model = settings.endpoint() == null
                ? LocalEmbedder.loadIfPossible(settings.threads())
                : new BreakerEmbedder(new RemoteEmbedder(settings.endpoint()), clock);
        return new RememberingEmbedder(new MeteredEmbedder(model, meters), REMEMBERED);
    }
}
