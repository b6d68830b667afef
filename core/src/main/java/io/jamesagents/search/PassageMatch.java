package io.jamesagents.search;

import io.jamesagents.message.MessageId;

/** A passage of a message, its place among the message's passages, and the cosine of its vector and the query's (-1 to 1). */
public record PassageMatch(MessageId message, int number, String text, double cosine) {}
