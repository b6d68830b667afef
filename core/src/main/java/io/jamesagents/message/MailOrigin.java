package io.jamesagents.message;

import io.jamesagents.mailbox.StoredUid;

/**
 * Where a stored mail came from and is kept: the ingest id (null for one of our own) and its place in the mailbox. {@code
 * proven} says that it has shown who sent it.
 */
public record MailOrigin(
        String ingestId, String bodyHash, long size, String mailbox, StoredUid place, boolean proven) {}
