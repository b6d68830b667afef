package io.jamesagents.ingest;

/** What takes too long for the way of a mail, and is done once it is in its inbox. */
public enum Work {
    /** Looking for signs of danger. */
    SCREENING,
    /** Filling the schema of the inbox. */
    EXTRACTION,
    /** Making it searchable. */
    INDEXING
}
