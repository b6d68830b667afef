package io.jamesagents.webhook.send;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Ids;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.inbox.WebhookTarget;
import io.jamesagents.webhook.TestPayload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Calls a webhook once with a body that is marked as a test; nothing is stored and nothing is tried again. */
public final class WebhookTest {
    private final Inboxes inboxes;
    private final WebhookClient client;
    private final boolean allowHttp;
    private final Clock clock;

    public WebhookTest(Inboxes inboxes, WebhookClient client, boolean allowHttp, Clock clock) {
        this.inboxes = inboxes;
        this.client = client;
        this.allowHttp = allowHttp;
        this.clock = clock;
    }

    /**
     * What the endpoint answered; {@code statusCode} and {@code error} may be null. {@code eventType} is the type in the body
     * that was sent.
     */
    public record Result(
            boolean delivered,
            Integer statusCode,
            long responseTimeMs,
            String endpoint,
            String eventType,
            String error) {}

    /**
     * Waits for the answer, as long as an attempt does. {@code event} is any of {@link
     * io.jamesagents.inbox.WebhookEvents#names}, whether or not the webhook is called for it; so is one that is turned off.
     */
    public Result fire(Reach reach, InboxId id, String event) {
        Inbox inbox = inboxes.get(reach, id);
        if (inbox.webhook() == null) {
            throw new Invalid("inbox_id", "The inbox has no webhook");
        }
        WebhookTarget target = inbox.webhook().checked(allowHttp);
        Instant now = clock.instant();
        TestPayload payload = TestPayload.of(inbox, event, now);
        byte[] body = payload.body().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                new WebhookHeaders(target, body, now).of(payload.eventId(), Ids.random("wdel_"), 1);
        headers.put("x-commune-test", "true");
        AttemptResult result = client.post(URI.create(target.endpoint()), headers, body, WebhookClient.TIMEOUT)
                .join();
        return new Result(
                result.success(),
                result.status(),
                result.latencyMs(),
                target.endpoint(),
                payload.eventType(),
                result.error());
    }
}
