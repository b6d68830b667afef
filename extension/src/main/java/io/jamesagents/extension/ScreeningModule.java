package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.screening.Screening;
import io.jamesagents.screening.ScreeningSettings;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.Reading;

/** Signs of danger in mail that comes in. */
final class ScreeningModule extends AbstractModule {
    @Provides
    @Singleton
    ScreeningSettings settings(Settings settings) {
        return ScreeningSettings.read(settings);
    }

    @ProvidesIntoSet
    Reading screening(Embedder embedder, Database database, ScreeningSettings settings) {
        return new Screening(embedder, database, settings);
    }
}
