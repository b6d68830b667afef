package io.jamesagents.rest.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.delivery.DeliveryEvent;
import org.jspecify.annotations.Nullable;

/** An event on the wire, under the names of all clients. */
public record DeliveryEventView(
        String id,
        @JsonProperty("_id") String rowId,
        @JsonProperty("event_id") String eventId,
        @JsonProperty("message_id") String messageId,
        @JsonProperty("messageId") String messageIdToo,
        @JsonProperty("inbox_id") String inboxId,
        @JsonProperty("domain_id") String domainId,
        @JsonProperty("event_type") String eventType,
        String type,
        String recipient,
        String email,
        String timestamp,
        @JsonProperty("processed_at") String processedAt,
        @Nullable String detail,
        @JsonProperty("event_data") @Nullable JsonNode eventData) {

    static DeliveryEventView of(DeliveryEvent event) {
        String message = event.message().value();
        String at = Json.time(event.at());
        return new DeliveryEventView(
                event.id(),
                event.id(),
                event.id(),
                message,
                message,
                event.inbox().value(),
                event.domain().value(),
                event.type(),
                event.type(),
                event.recipient(),
                event.recipient(),
                at,
                at,
                event.detail(),
                event.data());
    }
}
