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
        String obstacle = obstacle(target, body);
        if (obstacle != null) {
            return CompletableFuture.completedFuture(Outcome.impossible(claim, obstacle, now));
        }
        if (!target.endpoint().equals(claim.endpoint())) {
            return CompletableFuture.completedFuture(Outcome.moved(claim, target.endpoint(), now));
        }
        return post(claim, target, body, now)
                .thenApply(result -> Outcome.of(claim, result, schedule, now, clock.instant()));
    }

    /** Why there is nothing to send or nowhere to send it; null if there is. */
    private static String obstacle(WebhookTarget target, String body) {
        if (target == null) {
            return "webhook removed";
        }
        if (target.disabled() != null) {
            return target.disabled().reason();
        }
        return body == null ? "payload deleted" : null;
    }

    private CompletableFuture<AttemptResult> post(Claim claim, WebhookTarget target, String body, Instant now) {
        try {
            URI uri = URI.create(target.checked(allowHttp).endpoint());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            Map<String, String> headers = new WebhookHeaders(target, bytes, now)
                    .of(claim.eventId(), claim.id().value(), claim.attempt());
            return client.post(uri, headers, bytes, WebhookClient.TIMEOUT);
        } catch (Invalid e) {
            return CompletableFuture.completedFuture(AttemptResult.failed(e.getMessage(), 0));
        }
    }
}
