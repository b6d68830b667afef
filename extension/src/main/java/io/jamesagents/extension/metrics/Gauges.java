package io.jamesagents.extension.metrics;

import io.jamesagents.ingest.IngestMeters;
import io.jamesagents.metrics.Kept;
import io.jamesagents.metrics.Meters;
import io.jamesagents.quarantine.MailDepot;
import io.jamesagents.webhook.WebhookMeters;
import java.util.List;
import javax.inject.Inject;

/** Shows from the start what is there to be seen: figures of this moment, and the names of what did not happen yet. */
public final class Gauges {
    private final Meters meters;
    private final Backlogs backlogs;
    private final MailDepot quarantine;

    @Inject
    Gauges(Meters meters, Backlogs backlogs, MailDepot quarantine) {
        this.meters = meters;
        this.backlogs = backlogs;
        this.quarantine = quarantine;
    }

    public void show() {
        backlogs.show(meters);
        meters.gauge("agents.quarantine.mails", new Kept<>(this::quarantined));
        meters.announce(
                IngestMeters.counters(), List.of(IngestMeters.DELIVERY, IngestMeters.PARSING, IngestMeters.COMMIT));
        meters.announce(WebhookMeters.counters(), List.of(WebhookMeters.REQUEST));
    }

    /** -1 while nobody knows. */
    private long quarantined() {
        try {
            return quarantine.size();
        } catch (RuntimeException e) {
            return -1;
        }
    }
}
