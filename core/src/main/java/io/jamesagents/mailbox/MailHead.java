package io.jamesagents.mailbox;

import java.time.Instant;

/** A mail found in a mailbox: where it is, when it came there, and the header that was asked for, or null. */
public record MailHead(StoredUid place, Instant internalDate, String header) {}
