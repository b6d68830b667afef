package io.jamesagents.search;

import io.jamesagents.message.MessageId;

/** A message that has words of a query. The score has no upper end; only those of one search can be compared. */
public record WordMatch(MessageId message, double score) {}
