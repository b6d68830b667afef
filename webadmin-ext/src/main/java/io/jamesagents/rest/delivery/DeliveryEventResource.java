package io.jamesagents.rest.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.apikey.Scope;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to sent mails, one by one. */
@Path("v1/delivery/events")
public final class DeliveryEventResource {
    private static final List<String> TYPES =
            List.of("sent", "delivered", "delivery_delayed", "bounced", "complained", "failed", "suppressed");

    private final Messages messages;
    private final Places places;

    public DeliveryEventResource(Messages messages, Places places) {
        this.messages = messages;
        this.places = places;
    }

    /** An event on the wire, under the names of all clients. */
    public record EventView(
            @JsonProperty("event_id") String eventId,
            @JsonProperty("message_id") String messageId,
            @JsonProperty("event_type") String eventType,
            @Nullable String recipient,
            String timestamp,
            @Nullable String detail,
            @JsonProperty("event_data") @Nullable JsonNode eventData) {}

    /** The newest first. No events are recorded yet, so that the list is empty. */
    @GET
    @Needs(Scope.MESSAGES_READ)
    @Doc(value = "List what happened to sent mails", more = "One of inbox_id, domain_id and message_id is needed.")
    @Takes({
        "inbox_id",
        "domain_id",
        "message_id: Only what happened to this message",
        "event_type: sent|delivered|delivery_delayed|bounced|complained|failed|suppressed Only events of this type",
        "cursor"
    })
    public Rows<EventView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        Query query = call.query();
        String message = query.text("message_id");
        if (query.inbox() == null && query.domain() == null && message == null) {
            throw new Invalid("inbox_id", "One of inbox_id, domain_id, message_id is required");
        }
        String type = query.text("event_type");
        if (type != null && !TYPES.contains(type)) {
            throw new Invalid("event_type", "event_type must be one of " + String.join(", ", TYPES));
        }
        places.require(call.reach(), query.inbox(), query.domain());
        if (message != null) {
            messages.get(call.reach(), new MessageId(message));
        }
        query.cursor();
        return Rows.all(List.of());
    }
}
