package io.jamesagents.extension.metrics;

import io.jamesagents.ingest.IngestBacklog;
import io.jamesagents.job.JobWorkers;
import io.jamesagents.job.Jobs;
import io.jamesagents.metrics.Backlog;
import io.jamesagents.metrics.Kept;
import io.jamesagents.metrics.Meters;
import io.jamesagents.outbound.OutboundBacklog;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.send.WebhookBacklog;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is waiting to be done, by the stage that is to do it; looked at in the database at most every five seconds. */
public final class Backlogs {
    public static final String INGEST = "ingest";
    public static final String OUTBOUND = "outbound";
    public static final String WEBHOOKS = "webhooks";
    private static final String JOBS = "jobs.";

    private final Map<String, Supplier<Backlog>> stages = new TreeMap<>();

    public Backlogs(Database database, Jobs jobs, JobWorkers workers, Clock clock) {
        stages.put(INGEST, new Kept<>(new IngestBacklog(database, clock)));
        stages.put(OUTBOUND, new Kept<>(new OutboundBacklog(database, clock)));
        stages.put(WEBHOOKS, new Kept<>(new WebhookBacklog(database, clock)));
        workers.kinds().forEach(kind -> stages.put(JOBS + kind, new Kept<>(() -> jobs.backlog(kind))));
    }

    /** What waits in a stage. */
    public Backlog of(String stage) {
        return stages.get(stage).get();
    }

    /** Of the kinds of jobs the one whose oldest has waited longest. */
    public Backlog jobs() {
        return stages.keySet().stream()
                .filter(stage -> stage.startsWith(JOBS))
                .map(this::of)
                .max((one, other) -> one.oldest().compareTo(other.oldest()))
                .orElse(Backlog.NONE);
    }

    /** Shows all of them. */
    void show(Meters meters) {
        stages.forEach((stage, backlog) -> {
            meters.gauge("agents.backlog." + stage, () -> readable(backlog).waiting());
            meters.gauge(
                    "agents.backlog." + stage + ".oldest.seconds",
                    () -> readable(backlog).oldest().toMillis() / 1000.0);
        });
    }

    /** A scrape of all figures does not fail for one of them: while the database is away, nobody knows. */
    private static Backlog readable(Supplier<Backlog> backlog) {
        try {
            return backlog.get();
        } catch (RuntimeException e) {
            return new Backlog(-1, Duration.ofSeconds(-1));
        }
    }
}
