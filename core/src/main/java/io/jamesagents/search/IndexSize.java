package io.jamesagents.search;

/** How much is in an index; {@code bytes} is its size on disk, all copies together. */
public record IndexSize(long messages, long passages, long bytes) {}
