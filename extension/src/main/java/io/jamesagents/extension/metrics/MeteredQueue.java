package io.jamesagents.extension.metrics;

import io.jamesagents.metrics.Meters;
import io.jamesagents.outbound.OutboundQueue;
import java.util.List;

/** Times how long James's queue takes for a mail that is sent, and counts the mails that it did not take. */
public final class MeteredQueue implements OutboundQueue {
    private static final String QUEUED = "agents.send.queueing.seconds";
    private static final String REFUSED = "agents.send.refused";

    private final OutboundQueue queue;
    private final Meters meters;

    public MeteredQueue(OutboundQueue queue, Meters meters) {
        this.queue = queue;
        this.meters = meters;
        meters.announce(List.of(REFUSED), List.of(QUEUED));
    }

    @Override
    public void enqueue(OutboundMail mail) {
        meters.measure(QUEUED, REFUSED, () -> queue.enqueue(mail));
    }
}
