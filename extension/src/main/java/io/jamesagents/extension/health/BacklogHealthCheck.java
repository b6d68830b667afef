package io.jamesagents.extension.health;

import io.jamesagents.metrics.Backlog;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.james.core.healthcheck.Result;

/** Whether a stage keeps up with its work: it is degraded once something was due for five minutes, and ill after an hour. */
abstract class BacklogHealthCheck extends AgentsHealthCheck {
    private static final Duration LATE = Duration.ofMinutes(5);
    private static final Duration STUCK = Duration.ofHours(1);

    private final Supplier<Backlog> backlog;

    BacklogHealthCheck(String name, Supplier<Backlog> backlog) {
        super(name);
        this.backlog = backlog;
    }

    @Override
    final Result look() {
        Backlog now = backlog.get();
        String why = now.waiting() + " wait, the oldest for " + now.oldest().toSeconds() + " s";
        if (now.oldest().compareTo(STUCK) > 0) {
            return ill(why);
        }
        return now.oldest().compareTo(LATE) > 0 ? degraded(why) : well();
    }
}
