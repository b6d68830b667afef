package io.jamesagents.extension.health;

import io.jamesagents.extension.metrics.Backlogs;
import javax.inject.Inject;

/** Whether mail whose delivery to an inbox was begun gets there. */
public final class IngestHealthCheck extends BacklogHealthCheck {
    @Inject
    public IngestHealthCheck(Backlogs backlogs) {
        super("Agents delivery", () -> backlogs.of(Backlogs.INGEST));
    }
}
