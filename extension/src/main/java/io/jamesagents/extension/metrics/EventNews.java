package io.jamesagents.extension.metrics;

import io.jamesagents.event.EventSubscriber;
import io.jamesagents.event.EventType;
import io.jamesagents.event.MailEvent;
import io.jamesagents.metrics.Meters;
import io.jamesagents.org.OrgId;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Counts events by their type, once they are recorded. */
public final class EventNews implements EventSubscriber {
    private final Meters meters;

    public EventNews(Meters meters) {
        this.meters = meters;
        meters.announce(Arrays.stream(EventType.values()).map(EventNews::name).toList(), List.of());
    }

    private static String name(EventType type) {
        return "agents.events." + type.word();
    }

    @Override
    public void recorded(Handle handle, MailEvent event, boolean push) {
        handle.afterCommit(() -> meters.count(name(event.type())));
    }

    @Override
    public void committed(OrgId org) {
        // Counted with each event.
    }
}
