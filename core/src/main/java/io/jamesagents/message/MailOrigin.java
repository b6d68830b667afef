package io.jamesagents.message;

import io.jamesagents.mailbox.StoredUid;

/** Where a stored mail came from and is kept: the ingest id (null for one found in the mailbox) and its place there. */
public record MailOrigin(String ingestId, String bodyHash, long size, String mailbox, StoredUid place) {}
