package io.jamesagents.event;

import io.jamesagents.inbox.InboxId;
import java.util.Set;

/** Which events are wanted: those of one inbox, or with null of all; those of some types, or with none named of all. */
public record FeedFilter(InboxId inbox, Set<EventType> types) {
    public static final FeedFilter EVERYTHING = new FeedFilter(null, Set.of());

    public FeedFilter {
        types = Set.copyOf(types);
    }

    String where() {
        return (inbox == null ? "" : " AND e.inbox_id = :inbox") + (types.isEmpty() ? "" : " AND e.type IN (<types>)");
    }
}
