package io.jamesagents.event;

import java.util.List;

/**
 * A part of the log, the oldest first. {@code next} is where to go on, also when there was nothing new: it has passed what the
 * reader was not to see. A page may be empty and have more behind it.
 */
public record FeedPage(List<FeedEvent> rows, FeedCursor next, boolean hasMore) {}
