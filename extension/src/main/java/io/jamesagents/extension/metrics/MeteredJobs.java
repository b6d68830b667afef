package io.jamesagents.extension.metrics;

import io.jamesagents.job.Job;
import io.jamesagents.job.JobHandler;
import io.jamesagents.metrics.Meters;
import java.time.Duration;
import java.util.List;

/** Times the batches of a kind of jobs, and counts those that failed. */
public final class MeteredJobs implements JobHandler {
    private final JobHandler handler;
    private final Meters meters;

    public MeteredJobs(JobHandler handler, Meters meters) {
        this.handler = handler;
        this.meters = meters;
        meters.announce(List.of(name("failed")), List.of(name("seconds")));
    }

    private String name(String what) {
        return "agents.jobs." + handler.kind() + "." + what;
    }

    @Override
    public String kind() {
        return handler.kind();
    }

    @Override
    public int threads() {
        return handler.threads();
    }

    @Override
    public int batch() {
        return handler.batch();
    }

    @Override
    public Duration lease() {
        return handler.lease();
    }

    @Override
    public void run(List<Job> jobs) {
        meters.measure(name("seconds"), name("failed"), () -> handler.run(jobs));
    }
}
