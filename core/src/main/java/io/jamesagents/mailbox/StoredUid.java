package io.jamesagents.mailbox;

/** Where a mail is in its mailbox; it names nothing once the mailbox's UIDVALIDITY is another (RFC 3501, 2.3.1.1). */
public record StoredUid(long uidValidity, long uid) {}
