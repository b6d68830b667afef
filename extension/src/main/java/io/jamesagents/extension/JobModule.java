package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.extension.metrics.MeteredJobs;
import io.jamesagents.extension.metrics.MeteredReading;
import io.jamesagents.job.JobHandler;
import io.jamesagents.job.JobWorkers;
import io.jamesagents.job.Jobs;
import io.jamesagents.message.Insight;
import io.jamesagents.message.MessageStore;
import io.jamesagents.metrics.Meters;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.MessageJobs;
import io.jamesagents.understanding.Reading;
import io.jamesagents.understanding.Understanding;
import io.jamesagents.understanding.UnderstandingSubscriber;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What is done with a mail once it is in its inbox: every module may add handlers of jobs, and readings. */
final class JobModule extends AbstractModule {
    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), JobHandler.class);
        Multibinder.newSetBinder(binder(), Reading.class);
        Multibinder.newSetBinder(binder(), UnderstandingSubscriber.class);
    }

    @Provides
    @Singleton
    Jobs jobs(Database database, Clock clock) {
        return new Jobs(database, clock);
    }

    @Provides
    @Singleton
    MessageJobs messageJobs(Jobs jobs) {
        return new MessageJobs(jobs);
    }

    @Provides
    @Singleton
    JobWorkers workers(Jobs jobs, Set<JobHandler> handlers, Meters meters) {
        return new JobWorkers(
                jobs,
                handlers.stream()
                        .<JobHandler>map(handler -> new MeteredJobs(handler, meters))
                        .toList());
    }

    /** In the order of {@link Insight}: what is extracted may depend on the signs of danger. */
    @ProvidesIntoSet
    JobHandler understanding(
            Database database,
            MessageStore messages,
            Jobs jobs,
            Set<Reading> readings,
            Set<UnderstandingSubscriber> subscribers,
            Meters meters) {
        List<Reading> ordered = readings.stream()
                .sorted(Comparator.comparing(Reading::insight))
                .<Reading>map(reading -> new MeteredReading(reading, meters))
                .toList();
        return new Understanding(database, messages, jobs, ordered, List.copyOf(subscribers));
    }
}
