package io.jamesagents.rest.event;

import io.jamesagents.apikey.Scope;
import io.jamesagents.event.EventLog;
import io.jamesagents.event.FeedCursor;
import io.jamesagents.event.FeedFilter;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.OpenAnswer;
import io.jamesagents.rest.answer.OpenAnswers;
import io.jamesagents.rest.event.EventStream.Wanted;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Slow;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.function.BooleanSupplier;

/** What happens in an organisation, as it happens: Server-Sent Events (HTML Living Standard, section 9.2). */
@Path("v1/events/stream")
public final class EventStreamResource implements OpenAnswers {
    private static final String MEDIA_TYPE = "text/event-stream";
    private static final int MAX_SECONDS = 86_400;

    private final EventLog log;
    private final EventStreams streams;
    private final Places places;

    public EventStreamResource(EventLog log, EventStreams streams, Places places) {
        this.log = log;
        this.streams = streams;
        this.places = places;
    }

    @GET
    @Slow
    @Needs(Scope.MESSAGES_READ)
    @Doc(
            value = "Follow events as they happen",
            more = "Server-Sent Events. The id of each is a cursor: Last-Event-ID goes on after it, without it the"
                    + " stream begins now.",
            gives = MEDIA_TYPE,
            fails = 410)
    @Takes({
        "inbox_id",
        "types: Only events of these types, with commas between them",
        "Last-Event-ID: Go on after this cursor",
        "last_event_id: The same, for clients that cannot set headers",
        "seconds: End the stream after so many seconds; at most a day, which is also the default"
    })
    public Response open(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        FeedFilter filter = EventQuery.filter(call, places);
        FeedCursor after = after(request, call, filter);
        int seconds = call.query().number("seconds", MAX_SECONDS, 1, MAX_SECONDS);
        if (OpenAnswer.hasBody(request)) {
            BooleanSupplier authorised = Call.authorised(request);
            streams.reserve(call.org());
            Wanted wanted = new Wanted(call.reach(), filter, after, seconds);
            OpenAnswer.leave(request, answer -> streams.start(wanted, answer, authorised));
        }
        // Proxies of one kind keep an answer until it ends, unless they are told not to.
        return Response.ok().type(MEDIA_TYPE).header("X-Accel-Buffering", "no").build();
    }

    private FeedCursor after(ContainerRequestContext request, Call call, FeedFilter filter) {
        String header = request.getHeaderString("Last-Event-ID");
        String text = header == null || header.isBlank() ? call.query().text("last_event_id") : header.strip();
        FeedCursor cursor = FeedCursor.decode("last_event_id", text);
        if (cursor == null) {
            return log.end(call.org());
        }
        // Says that it is too old while there is a status to say it with.
        log.page(call.reach(), filter, cursor, 1);
        return cursor;
    }

    @Override
    public void close() {
        streams.close();
    }
}
