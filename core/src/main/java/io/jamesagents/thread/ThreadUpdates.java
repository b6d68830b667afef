package io.jamesagents.thread;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.event.EventType;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Records as events what agents note about threads, and that threads were merged; mail by itself is no such change. */
final class ThreadUpdates {
    private final Events events;
    private final ThreadStore store = new ThreadStore();

    ThreadUpdates(Events events) {
        this.events = events;
    }

    /** Records what is different about a thread, if anything is. */
    void changed(Handle handle, MailThread before, MailThread after, Instant now) {
        List<String> changed = new ArrayList<>();
        if (before.status() != after.status()) {
            changed.add("status");
        }
        if (!new HashSet<>(before.tags()).equals(new HashSet<>(after.tags()))) {
            changed.add("tags");
        }
        if (!Objects.equals(before.assignedTo(), after.assignedTo())) {
            changed.add("assigned_to");
        }
        if (!changed.isEmpty()) {
            InboxStore.in(handle, after.inbox())
                    .ifPresent(inbox -> record(handle, inbox, after, describe(after, changed), now));
        }
    }

    /** Records that a thread lives on for all of these, with what is noted about it now. */
    void merged(Handle handle, Inbox inbox, ThreadId survivor, Collection<String> threads, Instant now) {
        store.find(handle, inbox.org(), survivor).ifPresent(thread -> {
            ObjectNode data = describe(thread, List.of("merged"));
            threads.stream().filter(id -> !id.equals(survivor.value())).sorted().forEach(data.putArray("merged")::add);
            record(handle, inbox, thread, data, now);
        });
    }

    private static ObjectNode describe(MailThread thread, List<String> changed) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        changed.forEach(data.putArray("changed")::add);
        data.put("status", thread.status().word());
        thread.tags().forEach(data.putArray("tags")::add);
        return data.put("assigned_to", thread.assignedTo());
    }

    private void record(Handle handle, Inbox inbox, MailThread thread, ObjectNode data, Instant now) {
        // Every change is one of its own, also when it is made, undone and made again.
        events.happened(handle, inbox, EventType.THREAD_UPDATED, Ids.random(""), thread.id(), null, data, now);
    }
}
