package io.jamesagents.extraction.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.message.Insight;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.understanding.Reading;
import java.util.Optional;

/** Fills the schema of the inbox from each mail that comes in. */
public final class ExtractionReading implements Reading {
    private final Inboxes inboxes;
    private final Extractions extractions;

    public ExtractionReading(Inboxes inboxes, Extractions extractions) {
        this.inboxes = inboxes;
        this.extractions = extractions;
    }

    @Override
    public Insight insight() {
        return Insight.EXTRACTION;
    }

    @Override
    public ObjectNode read(StoredMessage message) {
        Optional<ExtractionSchema> schema =
                inboxes.find(message.inbox()).map(Inbox::extraction).filter(ExtractionSchema::enabled);
        return schema.map(found -> extractions.of(found, message)).orElseGet(ExtractionReading::unwanted);
    }

    private static ObjectNode unwanted() {
        return Json.MAPPER.createObjectNode().put("status", "skipped").put("error", "The inbox has no schema any more");
    }
}
