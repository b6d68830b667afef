package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.screening.Screening;
import io.jamesagents.screening.ScreeningSettings;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.Reading;
import java.util.Optional;

/** Signs of danger in mail that comes in. */
final class ScreeningModule extends AbstractModule {
    @Override
    protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), Embedder.class);
    }

    @Provides
    @Singleton
    ScreeningSettings settings(Settings settings) {
        return ScreeningSettings.read(settings);
    }

    @ProvidesIntoSet
    Reading screening(Optional<Embedder> embedder, Database database, ScreeningSettings settings) {
        return new Screening(embedder, database, settings);
    }
}
