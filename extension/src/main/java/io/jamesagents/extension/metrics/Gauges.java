package io.jamesagents.extension.metrics;

import io.jamesagents.ingest.IngestMeters;
import io.jamesagents.metrics.Kept;
import io.jamesagents.metrics.Meters;
import io.jamesagents.webhook.WebhookMeters;
import java.util.List;
import javax.inject.Inject;

/** Shows from the start what is there to be seen: figures of this moment, and the names of what did not happen yet. */
public final class Gauges {
    private final Meters meters;
    private final Backlogs backlogs;
    private final Quarantine quarantine;

    @Inject
    Gauges(Meters meters, Backlogs backlogs, Quarantine quarantine) {
        this.meters = meters;
        this.backlogs = backlogs;
        this.quarantine = quarantine;
    }

    public void show() {
        backlogs.show(meters);
        meters.gauge("agents.quarantine.mails", new Kept<>(quarantine));
        meters.announce(
                IngestMeters.counters(), List.of(IngestMeters.DELIVERY, IngestMeters.PARSING, IngestMeters.COMMIT));
        meters.announce(WebhookMeters.counters(), List.of(WebhookMeters.REQUEST));
    }
}
