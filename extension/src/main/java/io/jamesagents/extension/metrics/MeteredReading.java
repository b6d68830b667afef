package io.jamesagents.extension.metrics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.message.Insight;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.metrics.Meters;
import io.jamesagents.understanding.Reading;
import java.util.List;

/** Times how long a mail is looked at for one insight, and counts the looks that failed. */
public final class MeteredReading implements Reading {
    private final Reading reading;
    private final Meters meters;
    private final String name;

    public MeteredReading(Reading reading, Meters meters) {
        this.reading = reading;
        this.meters = meters;
        this.name = switch (reading.insight()) {
            case SECURITY -> "agents.screening.";
            case EXTRACTION -> "agents.extraction.";
        };
        meters.announce(List.of(name + "failed"), List.of(name + "seconds"));
    }

    @Override
    public Insight insight() {
        return reading.insight();
    }

    @Override
    public ObjectNode read(StoredMessage message) {
        return meters.measured(name + "seconds", name + "failed", () -> reading.read(message));
    }
}
