package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.audit.Audit;
import io.jamesagents.event.Events;
import io.jamesagents.guard.GuardSettings;
import io.jamesagents.guard.Guards;
import io.jamesagents.guard.ReputationWatch;
import io.jamesagents.guard.SendGuards;
import io.jamesagents.rest.guard.GuardResource;
import io.jamesagents.store.Database;
import java.time.Clock;

/** What stops organisations from sending. */
final class GuardModule extends AbstractModule {
    @Provides
    @Singleton
    GuardSettings settings(Settings settings) {
        return GuardSettings.read(settings);
    }

    @Provides
    @Singleton
    SendGuards guards(Database database, GuardSettings settings, Clock clock) {
        return new SendGuards(database, settings, clock);
    }

    @Provides
    @Singleton
    ReputationWatch watch(Database database, GuardSettings settings, Events events, Clock clock) {
        return new ReputationWatch(database, settings, events, clock);
    }

    @ProvidesIntoSet
    @Chore
    Runnable cleanUp(SendGuards guards) {
        return guards::cleanUp;
    }

    @ProvidesIntoSet
    @Served
    Object resource(Database database, GuardSettings settings, Audit audit, Clock clock) {
        return new GuardResource(new Guards(database, settings, audit, clock));
    }
}
