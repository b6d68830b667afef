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
import java.util.HashMap;
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

    /** What the endpoint answered; {@code statusCode} and {@code error} may be null. */
    public record Result(boolean delivered, Integer statusCode, long responseTimeMs, String endpoint, String error) {}

    /** Waits for the answer, as long as a first attempt does. */
    public Result fire(Reach reach, InboxId id) {
        Inbox inbox = inboxes.get(reach, id);
        if (inbox.webhook() == null) {
            throw new Invalid("inbox_id", "The inbox has no webhook");
        }
        WebhookTarget target = inbox.webhook().checked(allowHttp);
        Instant now = clock.instant();
        byte[] body = TestPayload.of(inbox, now).getBytes(StandardCharsets.UTF_8);
        AttemptResult result = client.post(
                        URI.create(target.endpoint()), headers(target, body, now), body, RetrySchedule.timeout(1))
                .join();
        return new Result(result.success(), result.status(), result.latencyMs(), target.endpoint(), result.error());
    }

    private static Map<String, String> headers(WebhookTarget target, byte[] body, Instant now) {
        Map<String, String> headers =
                new HashMap<>(WebhookSender.headers(Ids.random("wdel_"), 1, target.secret(), body, now));
        headers.put("x-commune-test", "true");
        return headers;
    }
}
