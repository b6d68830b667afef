package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.extension.metrics.Backlogs;
import io.jamesagents.extension.metrics.Gauges;
import io.jamesagents.extension.metrics.JamesMeters;
import io.jamesagents.job.JobWorkers;
import io.jamesagents.job.Jobs;
import io.jamesagents.metrics.Meters;
import io.jamesagents.store.Database;
import java.time.Clock;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;

/** What the stages tell of their work, and who is told. */
final class MetricsModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(Gauges.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Meters meters(MetricFactory metrics, GaugeRegistry gauges) {
        return new JamesMeters(metrics, gauges);
    }

    @Provides
    @Singleton
    Backlogs backlogs(Database database, Jobs jobs, JobWorkers workers, Clock clock) {
        return new Backlogs(database, jobs, workers, clock);
    }
}
