package io.jamesagents.job;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that do jobs, from the start until the stop; what they are doing then is done again after the next start. */
public final class JobWorkers implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobWorkers.class);
    private static final long CLOSING_MS = 5000;

    private final Jobs jobs;
    private final List<JobWorker> workers = new ArrayList<>();

    public JobWorkers(Jobs jobs, List<JobHandler> handlers) {
        this.jobs = jobs;
        handlers.forEach(handler -> workers.add(new JobWorker(jobs, handler)));
    }

    /** The kinds of jobs that are done here. */
    public List<String> kinds() {
        return workers.stream().map(JobWorker::kind).toList();
    }

    public void start() {
        jobs.resume();
        workers.forEach(JobWorker::start);
    }

    @Override
    public void close() {
        workers.forEach(JobWorker::stop);
        long deadline = System.currentTimeMillis() + CLOSING_MS;
        for (JobWorker worker : workers) {
            if (!worker.ended(deadline - System.currentTimeMillis())) {
                LOGGER.info("A job of kind {} was still under way, and is done again later", worker.kind());
            }
        }
    }
}
