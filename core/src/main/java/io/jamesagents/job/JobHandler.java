package io.jamesagents.job;

import java.time.Duration;
import java.util.List;

/** Does the jobs of one kind. */
public interface JobHandler {
    String kind();

    /** How many batches are worked on at the same time. */
    default int threads() {
        return 1;
    }

    /** How many jobs are taken at once, at most. */
    default int batch() {
        return 1;
    }

    /** How long a batch may take before another worker tries its jobs. */
    Duration lease();

    /** Does the jobs and ends each, by {@link Jobs#done} or {@link Jobs#later}; those left when it throws are tries that failed. */
    void run(List<Job> jobs);
}
