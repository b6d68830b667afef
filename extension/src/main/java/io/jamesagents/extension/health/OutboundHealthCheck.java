package io.jamesagents.extension.health;

import io.jamesagents.extension.metrics.Backlogs;
import javax.inject.Inject;

/** Whether mail that was accepted from agents gets into James's queue. */
public final class OutboundHealthCheck extends BacklogHealthCheck {
    @Inject
    public OutboundHealthCheck(Backlogs backlogs) {
        super("Agents sending", () -> backlogs.of(Backlogs.OUTBOUND));
    }
}
