package io.jamesagents.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.event.EventType;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.loop.LoopStore.Received;
import io.jamesagents.store.Database;
import io.jamesagents.thread.ThreadId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells both sides of a suspected loop, each in a transaction of its own and of nothing but its own conversation; once per
 * pair, thread and hour.
 */
public final class LoopReport {
    private static final Logger LOGGER = LoggerFactory.getLogger(LoopReport.class);

    private final Database database;
    private final Inboxes inboxes;
    private final Events events;
    private final Clock clock;
    private final LoopStore store = new LoopStore();

    public LoopReport(Database database, Inboxes inboxes, Events events, Clock clock) {
        this.database = database;
        this.inboxes = inboxes;
        this.events = events;
        this.clock = clock;
    }

    void record(Suspicion loop) {
        LOGGER.info("A loop of {} is suspected: an automatic mail was refused", loop.inbox.id());
        record(loop.inbox, loop.correspondent, loop.thread);
        inboxes.receiving(loop.correspondent).ifPresent(other -> record(other, loop.inbox.address(), null));
    }

    /** The other side, and who began a thread for every mail, is told the thread of the last mail. */
    private void record(Inbox inbox, String correspondent, ThreadId thread) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        long hour = now.getEpochSecond() / LoopSettings.WINDOW.toSeconds();
        ObjectNode data = Json.MAPPER.createObjectNode().put("correspondent", correspondent);
        database.update(handle -> {
            database.lock(handle, inbox.id());
            Optional<ThreadId> last = store.newest(handle, inbox, correspondent, now.minus(LoopSettings.WINDOW))
                    .map(Received::thread);
            String what = correspondent + " " + thread + " " + hour;
            events.happened(
                    handle,
                    inbox,
                    EventType.LOOP_SUSPECTED,
                    what,
                    thread == null ? last.orElse(null) : thread,
                    null,
                    data,
                    now);
        });
        events.committed(inbox.org());
    }
}
