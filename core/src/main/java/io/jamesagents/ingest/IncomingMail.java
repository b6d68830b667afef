package io.jamesagents.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.message.RawMail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail for one recipient. The ingest id names this mail over all redeliveries; {@code recipient} is the address with its
 * plus part, {@code sender} the reverse-path (RFC 5321, 4.1.1.2), empty for the null one. {@code authentication} is what is
 * known about who sent it, null when nobody looked.
 */
public record IncomingMail(
        String ingestId,
        String sender,
        String recipient,
        RawMail raw,
        Instant received,
        Wants wants,
        @Nullable ObjectNode authentication) {

    /** A mail of whose sender nothing is known. */
    public IncomingMail(String ingestId, String sender, String recipient, RawMail raw, Instant received, Wants wants) {
        this(ingestId, sender, recipient, raw, received, wants, null);
    }

    IncomingMail withRaw(RawMail other) {
        return new IncomingMail(ingestId, sender, recipient, other, received, wants, authentication);
    }
}
