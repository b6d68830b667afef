package io.jamesagents.extension.health;

import io.jamesagents.extension.metrics.Backlogs;
import javax.inject.Inject;

/** Whether webhooks are called when they are due. */
public final class WebhookHealthCheck extends BacklogHealthCheck {
    @Inject
    public WebhookHealthCheck(Backlogs backlogs) {
        super("Agents webhooks", () -> backlogs.of(Backlogs.WEBHOOKS));
    }
}
