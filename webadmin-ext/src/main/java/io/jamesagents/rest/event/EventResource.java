package io.jamesagents.rest.event;

import io.jamesagents.apikey.Scope;
import io.jamesagents.event.EventLog;
import io.jamesagents.event.FeedCursor;
import io.jamesagents.event.FeedPage;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** What happened in an organisation, in the order in which it did, for those who ask. */
@Path("v1/events")
public final class EventResource {
    private static final String LATEST = "latest";
    private static final int DEFAULT_ROWS = 100;
    private static final int MAX_ROWS = 500;

    private final EventLog log;
    private final Places places;

    public EventResource(EventLog log, Places places) {
        this.log = log;
        this.places = places;
    }

    /** In the envelope. */
    public record StateAnswer(State data) {}

    /** Where the log ends now. */
    public record State(String cursor) {}

    @GET
    @Needs(Scope.MESSAGES_READ)
    @Doc(
            value = "List events, the oldest first",
            more =
                    "next_cursor is always there: ask again with it for what is new. An empty page may have more behind it.",
            fails = 410)
    @Takes({
        "inbox_id",
        "types: Only events of these types, with commas between them",
        "after: Only what happened after this cursor, or after now with 'latest'; from the oldest on if it is not given",
        "limit: 1.." + MAX_ROWS + " = " + DEFAULT_ROWS
    })
    public Rows<EventView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        int limit = call.query().limit(DEFAULT_ROWS, MAX_ROWS);
        FeedPage page = log.page(call.reach(), EventQuery.filter(call, places), after(call), limit);
        return new Rows<>(
                page.rows().stream().map(EventView::of).toList(), page.next().encode(), page.hasMore());
    }

    private FeedCursor after(Call call) {
        String after = call.query().text("after");
        if (after == null) {
            return log.begin(call.org());
        }
        return after.equals(LATEST) ? log.end(call.org()) : FeedCursor.decode("after", after);
    }

    @GET
    @Path("state")
    @Needs(Scope.MESSAGES_READ)
    @Doc("Get the cursor behind the newest event")
    public StateAnswer state(@Context ContainerRequestContext request) {
        return new StateAnswer(new State(log.end(Call.of(request).org()).encode()));
    }
}
