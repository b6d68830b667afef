package io.jamesagents.ingest;

import io.jamesagents.message.RawMail;
import java.time.Instant;

/**
 * A mail for one recipient. The ingest id names this mail over all redeliveries; {@code recipient} is the address with its
 * plus part, {@code sender} the reverse-path (RFC 5321, 4.1.1.2), empty for the null one.
 */
public record IncomingMail(
        String ingestId, String sender, String recipient, RawMail raw, Instant received, Wants wants) {}
