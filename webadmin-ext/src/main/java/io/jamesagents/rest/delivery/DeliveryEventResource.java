package io.jamesagents.rest.delivery;

import io.jamesagents.apikey.Scope;
import io.jamesagents.delivery.DeliveryEvents;
import io.jamesagents.delivery.EventQuery;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.Messages;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** What happened to sent mails, one by one. */
@Path("v1/delivery/events")
public final class DeliveryEventResource {
    private static final int DEFAULT_ROWS = 50;
    private static final int MAX_ROWS = 200;

    private final DeliveryEvents events;
    private final Messages messages;
    private final Places places;

    public DeliveryEventResource(DeliveryEvents events, Messages messages, Places places) {
        this.events = events;
        this.messages = messages;
        this.places = places;
    }

    @GET
    @Needs(Scope.MESSAGES_READ)
    @Doc(
            value = "List what happened to sent mails",
            more = "The newest first; kept for 90 days. One of inbox_id, domain_id and message_id is needed.")
    @Takes({
        "inbox_id",
        "domain_id",
        "message_id: Only what happened to this message",
        "event_type: sent|delivered|delivery_delayed|bounced|complained|failed|suppressed Only events of this type",
        "limit: 1.." + MAX_ROWS + " = " + DEFAULT_ROWS,
        "cursor"
    })
    public Rows<DeliveryEventView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        EventQuery wanted = wanted(call.query());
        places.require(call.reach(), wanted.inbox(), wanted.domain());
        if (wanted.message() != null) {
            messages.get(call.reach(), wanted.message());
        }
        return Rows.of(events.list(call.reach(), wanted), DeliveryEventView::of);
    }

    private static EventQuery wanted(Query query) {
        String message = query.text("message_id");
        return new EventQuery(
                query.inbox(),
                query.domain(),
                message == null ? null : new MessageId(message),
                query.text("event_type"),
                query.limit(DEFAULT_ROWS, MAX_ROWS),
                query.cursor());
    }
}
