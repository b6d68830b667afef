package io.jamesagents.extraction.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.Messages;
import io.jamesagents.message.StoredMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tries a schema on a message of an inbox; nothing is kept. */
public final class ExtractionTrial {
    private final Messages messages;
    private final Extractions extractions;

    public ExtractionTrial(Messages messages, Extractions extractions) {
        this.messages = messages;
        this.extractions = extractions;
    }

    /** What extraction gave, as it would be stored, and how long it took. */
    public record Result(ObjectNode extraction, Duration duration) {}

    /** Without a schema that of the inbox, also when it is not enabled. */
    public Result run(Reach reach, Inbox inbox, MessageId id, @Nullable ExtractionSchema wanted) {
        StoredMessage message = messages.get(reach, id);
        if (!message.inbox().equals(inbox.id())) {
            throw new NotFound("Message");
        }
        ExtractionSchema schema = wanted == null ? inbox.extraction() : wanted;
        if (schema == null) {
            throw new Invalid("schema", "schema is required, since the inbox has none");
        }
        long begun = System.nanoTime();
        ObjectNode extraction = extractions.of(schema, message);
        return new Result(extraction, Duration.ofNanos(System.nanoTime() - begun));
    }
}
