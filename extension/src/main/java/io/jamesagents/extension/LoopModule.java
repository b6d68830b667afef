package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.loop.LoopGuard;
import io.jamesagents.loop.LoopReport;
import io.jamesagents.loop.LoopSettings;
import io.jamesagents.store.Database;
import java.time.Clock;

/** What keeps machines from answering each other for ever. */
final class LoopModule extends AbstractModule {
    @Provides
    @Singleton
    LoopGuard guard(Database database, Settings settings, Inboxes inboxes, Events events, Clock clock) {
        LoopReport report = new LoopReport(database, inboxes, events, clock);
        return new LoopGuard(database, LoopSettings.read(settings), report, clock);
    }

    @ProvidesIntoSet
    @Chore
    Runnable cleanUp(LoopGuard guard) {
        return guard::cleanUp;
    }
}
