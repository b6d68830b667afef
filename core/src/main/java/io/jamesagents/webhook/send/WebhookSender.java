package io.jamesagents.webhook.send;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.WebhookTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Makes one attempt. The secret, and whether there still is a webhook, are those of this moment. */
final class WebhookSender {
    private final Inboxes inboxes;
    private final WebhookClient client;
    private final RetrySchedule schedule;
    private final boolean allowHttp;
    private final Clock clock;

    WebhookSender(Inboxes inboxes, WebhookClient client, RetrySchedule schedule, boolean allowHttp, Clock clock) {
        this.inboxes = inboxes;
        this.client = client;
        this.schedule = schedule;
        this.allowHttp = allowHttp;
        this.clock = clock;
    }

    /** {@code body} is null when it was deleted. */
    CompletableFuture<Outcome> send(Claim claim, String body) {
        WebhookTarget target = inboxes.find(claim.inbox()).map(Inbox::webhook).orElse(null);
        Instant now = clock.instant();
        if (target == null) {
            return CompletableFuture.completedFuture(Outcome.impossible(claim, "webhook removed", now));
        }
        if (body == null) {
            return CompletableFuture.completedFuture(Outcome.impossible(claim, "payload deleted", now));
        }
        if (!target.endpoint().equals(claim.endpoint())) {
            return CompletableFuture.completedFuture(Outcome.moved(claim, target.endpoint(), now));
        }
        return post(claim, target, body, now)
                .thenApply(result -> Outcome.of(claim, result, schedule, now, clock.instant()));
    }

    private CompletableFuture<AttemptResult> post(Claim claim, WebhookTarget target, String body, Instant now) {
        try {
            URI uri = URI.create(target.checked(allowHttp).endpoint());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return client.post(
                    uri,
                    headers(claim.id().value(), claim.attempt(), target.secret(), bytes, now),
                    bytes,
                    RetrySchedule.timeout(claim.attempt()));
        } catch (Invalid e) {
            return CompletableFuture.completedFuture(AttemptResult.failed(e.getMessage(), 0));
        }
    }

    static Map<String, String> headers(String delivery, int attempt, String secret, byte[] body, Instant now) {
        String timestamp = Long.toString(now.toEpochMilli());
        return Map.of(
                "x-commune-delivery-id",
                delivery,
                "x-commune-timestamp",
                timestamp,
                "x-commune-attempt",
                Integer.toString(attempt),
                "x-commune-signature",
                WebhookSignature.of(secret, timestamp, body));
    }
}
