package io.jamesagents.webhook.send;

import io.jamesagents.inbox.WebhookTarget;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The headers of one attempt, signed for this moment in two forms: Commune's, under the newest secret, and that of Standard
 * Webhooks, under every secret that is good.
 */
record WebhookHeaders(WebhookTarget target, byte[] body, Instant now) {

    Map<String, String> of(String event, String delivery, int attempt) {
        List<String> secrets = target.secrets(now);
        String millis = Long.toString(now.toEpochMilli());
        long seconds = now.getEpochSecond();
        Map<String, String> headers = new HashMap<>();
        headers.put("x-commune-delivery-id", delivery);
        headers.put("x-commune-timestamp", millis);
        headers.put("x-commune-attempt", Integer.toString(attempt));
        headers.put("x-commune-signature", WebhookSignature.of(secrets.get(0), millis, body));
        headers.put("webhook-id", event);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", StandardSignature.of(secrets, event, seconds, body));
        return headers;
    }
}
