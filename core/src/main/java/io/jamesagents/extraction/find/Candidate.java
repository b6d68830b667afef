package io.jamesagents.extraction.find;

import com.fasterxml.jackson.databind.JsonNode;

/** A value that stands in a text from {@code start} to {@code end}; {@code quality}, from 0 to 1, is how much it looks like one. */
public record Candidate(int start, int end, JsonNode value, double quality) {}
