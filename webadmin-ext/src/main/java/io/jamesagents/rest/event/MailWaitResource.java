package io.jamesagents.rest.event;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Ids;
import io.jamesagents.apikey.Scope;
import io.jamesagents.event.EventLog;
import io.jamesagents.event.FeedCursor;
import io.jamesagents.event.FeedFilter;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.OpenAnswer;
import io.jamesagents.rest.answer.OpenAnswers;
import io.jamesagents.rest.event.MailWait.Wanted;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Slow;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** The next mail of an inbox, as soon as it is there. */
@Path("v1/messages/wait")
public final class MailWaitResource implements OpenAnswers {
    private static final int DEFAULT_SECONDS = 30;
    private static final int MAX_SECONDS = 60;
    private static final String MESSAGE = "msg_";

    private final EventLog log;
    private final MailWaits waits;
    private final Places places;

    public MailWaitResource(EventLog log, MailWaits waits, Places places) {
        this.log = log;
        this.waits = waits;
        this.places = places;
    }

    @GET
    @Slow
    @Needs(Scope.MESSAGES_READ)
    @Doc(
            value = "Wait for the next mail of an inbox",
            more =
                    "Answers at once when there is one after the place given, or else as soon as it comes; with data null"
                            + " when the time is over. cursor is where to go on.",
            answer = MailWait.Answer.class,
            fails = 410)
    @Takes({
        "inbox_id!: The inbox",
        "after: A cursor or the id of a message: only mail that came in after it; after now if it is not given",
        "from: Only mail from this address",
        "subject_contains: Only mail with this text in its subject, in upper or lower case",
        "timeout: How many seconds to wait, from 1 to 60; 30 if it is not given"
    })
    public Response next(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        Query query = call.query();
        InboxId inbox = query.inbox();
        if (inbox == null) {
            throw new Invalid("inbox_id", "inbox_id is required");
        }
        places.require(call.reach(), inbox, null);
        Wanted wanted = new Wanted(
                call.reach(), inbox, after(call, inbox), query.text("from"), lower(query.text("subject_contains")));
        int seconds = query.number("timeout", DEFAULT_SECONDS, 1, MAX_SECONDS);
        if (OpenAnswer.hasBody(request)) {
            BooleanSupplier authorised = Call.authorised(request);
            waits.reserve(call.org());
            OpenAnswer.leave(request, answer -> waits.start(wanted, answer, authorised, seconds));
        }
        return Response.ok().type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    private FeedCursor after(Call call, InboxId inbox) {
        String after = call.query().text("after");
        if (after == null) {
            return log.end(call.org());
        }
        if (after.startsWith(MESSAGE) && Ids.wellFormed(after)) {
            return log.behind(call.reach(), inbox, new MessageId(after));
        }
        FeedCursor cursor = FeedCursor.decode("after", after);
        // Says that it is too old while there is a status to say it with.
        log.page(call.reach(), FeedFilter.EVERYTHING, cursor, 1);
        return cursor;
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        waits.close();
    }
}
