package io.jamesagents.rest.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.delivery.DeliveryEvent;
import io.jamesagents.delivery.RecipientEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a sent mail stands for one recipient, on the wire. {@code code} is the SMTP reply code, {@code status} the enhanced status
 * code (RFC 3463) and {@code reason} the text of the other side's last reply. The events are the oldest first.
 */
public record RecipientView(
        String recipient,
        String role,
        String state,
        int attempts,
        @JsonProperty("remote_host") @Nullable String remoteHost,
        @Nullable Integer code,
        @Nullable String status,
        @Nullable String reason,
        @JsonProperty("bounce_type") @Nullable String bounceType,
        @JsonProperty("next_attempt_at") @Nullable String nextAttemptAt,
        @JsonProperty("possible_duplicate") boolean possibleDuplicate,
        @JsonProperty("updated_at") String updatedAt,
        List<Happened> events) {

    /** An event of this recipient; its detail is text for people. */
    public record Happened(
            @JsonProperty("event_id") String eventId,
            @JsonProperty("event_type") String eventType,
            String timestamp,
            @Nullable String detail,
            @JsonProperty("event_data") @Nullable JsonNode eventData) {

        static Happened of(DeliveryEvent event) {
            return new Happened(event.id(), event.type(), Json.time(event.at()), event.detail(), event.data());
        }
    }

    /** Takes its own from the events of all recipients, which are the newest first. */
    static RecipientView of(RecipientEntry entry, List<DeliveryEvent> newestFirst) {
        List<Happened> own = newestFirst.stream()
                .filter(event -> event.recipient().equals(entry.recipient()))
                .map(Happened::of)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(own);
        return new RecipientView(
                entry.recipient(),
                entry.role(),
                entry.state().word(),
                entry.attempts(),
                entry.reply().host(),
                entry.reply().code(),
                entry.reply().status(),
                entry.reply().text(),
                entry.bounceType(),
                Json.time(entry.nextAttempt()),
                entry.possibleDuplicate(),
                Json.time(entry.updatedAt()),
                own);
    }
}
