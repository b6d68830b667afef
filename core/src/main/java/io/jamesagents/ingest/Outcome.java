package io.jamesagents.ingest;

/** What became of a mail for an inbox. */
public enum Outcome {
    /** It is in the mailbox, in a thread, and its event is recorded. */
    DELIVERED,
    /** That was so before: this was a redelivery. */
    KNOWN,
    /** The sender sent it twice; it is there once. */
    DUPLICATE,
    /** It has been tried too often. */
    QUARANTINED,
    /** The inbox was deleted while the mail was on its way into it. */
    GONE
}
