package io.jamesagents.ingest.history;

import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.StoredUid;
import java.time.Instant;

/** A mail of a user's history: where it is, and when it came there. */
record OldMail(MailFolder folder, StoredUid place, Instant at) {}
