package io.jamesagents.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import java.time.Instant;

/** When a sent mail got which status and why, as the message shows it: the last news of each kind. */
final class DeliveryData {
    private DeliveryData() {}

    static void note(ObjectNode data, Change change, Instant now) {
        String at = Json.time(now);
        String text = change.reply().text();
        switch (change.state()) {
            case ACCEPTED, QUEUED, SENDING -> {}
            case DEFERRED -> data.put("deferred_at", at)
                    .put("deferral_reason", text)
                    .put("next_attempt_at", Json.time(change.nextAttempt()));
            case SENT -> data.put("sent_at", at);
            case DELIVERED -> {
                if (!data.has("sent_at")) {
                    data.put("sent_at", at);
                }
                data.put("delivered_at", at);
            }
            case SUPPRESSED -> data.put("suppressed_at", at);
            case FAILED -> data.put("failed_at", at).put("failure_reason", text);
            case BOUNCED -> data.put("bounced_at", at)
                    .put("bounce_reason", text)
                    .put("bounce_type", change.bounceType());
            case COMPLAINED -> data.put("complained_at", at);
        }
        if (change.state() != RecipientState.DEFERRED && change.state() != RecipientState.SENDING) {
            data.remove("next_attempt_at");
        }
        if (change.possibleDuplicate()) {
            data.put("possible_duplicate", true);
        }
    }
}
