package io.jamesagents.rest.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.apikey.Scope;
import io.jamesagents.delivery.DeliveryEvent;
import io.jamesagents.delivery.DeliveryEvents;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.EventQuery;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.Messages;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one sent mail, recipient by recipient. */
@Path("v1/messages/{message}/delivery")
public final class MessageDeliveryResource {
    /** More than the attempts at all recipients that a mail may have. */
    private static final int MAX_EVENTS = 2000;

    private final Messages messages;
    private final DeliveryLedger ledger;
    private final DeliveryEvents events;

    public MessageDeliveryResource(Messages messages, DeliveryLedger ledger, DeliveryEvents events) {
        this.messages = messages;
        this.ledger = ledger;
        this.events = events;
    }

    /** How a message stands; a received one has no status and no recipients to whom it was sent. */
    public record View(
            @JsonProperty("message_id") String messageId,
            @JsonProperty("smtp_message_id") @Nullable String smtpMessageId,
            @JsonProperty("delivery_status") @Nullable String deliveryStatus,
            List<RecipientView> recipients) {}

    @GET
    @Needs(Scope.MESSAGES_READ)
    @Doc(
            value = "Say what became of a sent mail",
            more =
                    "For each recipient: its state, the attempts made, what the other side said last, when the next attempt is"
                            + " due, whether the mail may have arrived twice, and what happened so far.")
    public Both<View> get(@Context ContainerRequestContext request, @PathParam("message") MessageId id) {
        Call call = Call.of(request);
        StoredMessage message = messages.get(call.reach(), id);
        List<DeliveryEvent> happened =
                events.list(call.reach(), EventQuery.of(id, MAX_EVENTS)).rows();
        List<RecipientView> recipients = ledger.recipients(id).stream()
                .map(entry -> RecipientView.of(entry, happened))
                .toList();
        return Both.of(new View(id.value(), message.rfcMessageId(), message.deliveryStatus(), recipients));
    }
}
