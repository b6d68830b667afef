package io.jamesagents.search;

/** A part of a text, from a character to the one before {@code end}. */
public record Span(int start, int end) {}
