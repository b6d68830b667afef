package io.jamesagents.thread;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Order;
import io.jamesagents.store.Page;
import io.jamesagents.tag.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** The threads of an organisation. Ids of threads that were merged into others are understood everywhere. */
public final class Threads {
    private static final int MAX_ASSIGNEE = 255;

    private final Database database;
    private final ThreadStore store;
    private final Events events;
    private final ThreadUpdates updates;
    private final Clock clock;

    public Threads(Database database, Events events, Clock clock) {
        this.database = database;
        this.store = new ThreadStore();
        this.events = events;
        this.updates = new ThreadUpdates(events);
        this.clock = clock;
    }

    /** What to list; null for any. One of inbox and domain is given. */
    public record Filter(InboxId inbox, DomainId domain, ThreadStatus status, String tag, String assignedTo) {
        public Filter {
            if (inbox == null && domain == null) {
                throw new Invalid("inbox_id", "inbox_id or domain_id is required");
            }
        }
    }

    public Page<MailThread> list(Reach reach, Filter filter, Order order, int limit, Cursor after) {
        List<MailThread> rows = database.read(handle -> store.list(handle, reach, filter, order, limit + 1, after));
        return Page.of(
                rows,
                limit,
                thread -> new Cursor(
                        thread.lastMessageAt().toEpochMilli(), thread.id().value()));
    }

    public MailThread get(Reach reach, ThreadId id) {
        return database.read(handle -> require(handle, reach, id));
    }

    /** Those of the threads that are within reach, in the order of the ids. */
    public List<MailThread> list(Handle handle, Reach reach, List<ThreadId> ids) {
        return store.list(handle, reach, ids);
    }

    public MailThread setStatus(Reach reach, ThreadId id, ThreadStatus status) {
        return change(reach, id, "status", status.word());
    }

    /** Hands the thread to somebody; null to nobody. */
    public MailThread assign(Reach reach, ThreadId id, String assignee) {
        if (assignee != null && (assignee.isBlank() || assignee.length() > MAX_ASSIGNEE)) {
            throw new Invalid(
                    "assigned_to", "assigned_to must be null or have between 1 and " + MAX_ASSIGNEE + " characters");
        }
        return change(reach, id, "assigned_to", assignee);
    }

    private MailThread change(Reach reach, ThreadId id, String column, String value) {
        return change(reach, id, (handle, thread) -> handle.createUpdate("UPDATE mail_thread SET " + column
                        + " = :value, updated_at = :now WHERE id = :id AND org_id = :org")
                .bind("value", value)
                .bind("now", clock.millis())
                .bind("id", thread.id().value())
                .bind("org", reach.org().value())
                .execute());
    }

    public MailThread addTags(Reach reach, ThreadId id, List<String> tags) {
        List<String> valid = Tags.valid(tags);
        return change(reach, id, (handle, thread) -> {
            store.addTags(handle, reach.org(), thread.id(), valid, clock.millis());
            if (require(handle, reach, thread.id()).tags().size() > Tags.MAX_PER_THREAD) {
                throw Tags.tooMany();
            }
        });
    }

    public MailThread removeTags(Reach reach, ThreadId id, List<String> tags) {
        List<String> valid = Tags.valid(tags);
        return change(
                reach,
                id,
                (handle, thread) -> store.removeTags(handle, reach.org(), thread.id(), valid, clock.millis()));
    }

    /** Changes what is noted about a thread; if anything is different then, there is an event. */
    private MailThread change(Reach reach, ThreadId id, BiConsumer<Handle, MailThread> step) {
        MailThread changed = database.write(handle -> {
            database.lock(handle, require(handle, reach, id).inbox());
            // Somebody else may have been here before the lock.
            MailThread before = require(handle, reach, id);
            step.accept(handle, before);
            MailThread after = require(handle, reach, before.id());
            updates.changed(handle, before, after, Instant.ofEpochMilli(clock.millis()));
            return after;
        });
        events.committed(reach.org());
        return changed;
    }

    /** Tags a thread as part of a larger transaction; past the limit of a thread further tags are left out. */
    public void tag(Handle handle, OrgId org, ThreadId id, List<String> tags) {
        MailThread thread = require(handle, Reach.all(org), id);
        int room = Math.max(0, Tags.MAX_PER_THREAD - thread.tags().size());
        store.addTags(handle, org, id, tags.subList(0, Math.min(room, tags.size())), clock.millis());
    }

    private MailThread require(Handle handle, Reach reach, ThreadId id) {
        return store.find(handle, reach.org(), id)
                .filter(thread -> reach.covers(thread.inbox()))
                .orElseThrow(() -> new NotFound("Thread"));
    }
}
