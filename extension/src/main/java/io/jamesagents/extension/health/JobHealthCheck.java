package io.jamesagents.extension.health;

import io.jamesagents.extension.metrics.Backlogs;
import javax.inject.Inject;

/** Whether mail is screened, extracted, indexed and its files are read, soon after it came. */
public final class JobHealthCheck extends BacklogHealthCheck {
    @Inject
    public JobHealthCheck(Backlogs backlogs) {
        super("Agents jobs", backlogs::jobs);
    }
}
