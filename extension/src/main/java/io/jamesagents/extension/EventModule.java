package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.event.EventLog;
import io.jamesagents.event.EventRetention;
import io.jamesagents.event.EventWatch;
import io.jamesagents.message.Messages;
import io.jamesagents.metrics.Meters;
import io.jamesagents.rest.event.EventResource;
import io.jamesagents.rest.event.EventStreamResource;
import io.jamesagents.rest.event.EventStreams;
import io.jamesagents.rest.event.LiveSettings;
import io.jamesagents.rest.event.LiveThreads;
import io.jamesagents.rest.event.MailWaitResource;
import io.jamesagents.rest.event.MailWaits;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.store.Database;
import java.time.Clock;

/** Events for those who follow them: the log, streams of it, and calls that wait for a mail. */
final class EventModule extends AbstractModule {
    @Provides
    @Singleton
    EventLog log(Database database) {
        return new EventLog(database);
    }

    @Provides
    @Singleton
    EventWatch watch(Database database) {
        return new EventWatch(database);
    }

    @Provides
    @Singleton
    LiveThreads threads() {
        return new LiveThreads();
    }

    /** What has to be stopped of all this. */
    record Followed(EventWatch watch, LiveThreads threads) implements AutoCloseable {
        @Override
        public void close() {
            threads.close();
            watch.close();
        }
    }

    @Provides
    @Singleton
    Followed followed(EventWatch watch, LiveThreads threads) {
        return new Followed(watch, threads);
    }

    @ProvidesIntoSet
    @Chore
    Runnable cleanUp(Database database, Clock clock) {
        return new EventRetention(database, clock)::cleanUp;
    }

    @ProvidesIntoSet
    @Served
    Object events(EventLog log, Places places) {
        return new EventResource(log, places);
    }

    @ProvidesIntoSet
    @Served
    Object stream(
            EventLog log, EventWatch watch, LiveThreads threads, Settings settings, Places places, Meters meters) {
        EventStreams streams = new EventStreams(log, watch, threads, LiveSettings.read(settings));
        meters.gauge("agents.events.streams", streams::open);
        return new EventStreamResource(log, streams, places);
    }

    @ProvidesIntoSet
    @Served
    Object wait(
            EventLog log,
            Messages messages,
            EventWatch watch,
            LiveThreads threads,
            Settings settings,
            Places places,
            Meters meters) {
        MailWaits waits = new MailWaits(log, messages, watch, threads, LiveSettings.read(settings));
        meters.gauge("agents.events.waits", waits::open);
        return new MailWaitResource(log, waits, places);
    }
}
