package io.jamesagents.webhook;

import io.jamesagents.Ids;
import io.jamesagents.event.EventSubscriber;
import io.jamesagents.event.MailEvent;
import io.jamesagents.inbox.WebhookTarget;
import io.jamesagents.org.OrgId;
import org.jdbi.v3.core.Handle;

/**
 * Stores what is to be delivered together with the event itself, so that there is a delivery exactly if there is an event,
 * and wakes the delivery once both are on disk.
 */
public final class WebhookOutbox implements EventSubscriber {
    /** The attempts of a delivery in all, unless it is retried by hand. */
    static final int ATTEMPTS = 8;

    private final Runnable wake;

    public WebhookOutbox(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public void recorded(Handle handle, MailEvent event, boolean push) {
        WebhookTarget webhook = event.inbox().webhook();
        if (push && webhook != null && webhook.wants(event.type().word())) {
            insertPayload(handle, event);
            insertDelivery(handle, event, webhook.endpoint());
        }
    }

    @Override
    public void committed(OrgId org) {
        wake.run();
    }

    private static void insertPayload(Handle handle, MailEvent event) {
        handle.createUpdate("INSERT INTO webhook_payload (event_id, org_id, body, created_at)"
                        + " VALUES (:event, :org, :body, :now) ON CONFLICT (event_id) DO NOTHING")
                .bind("event", event.id())
                .bind("org", event.inbox().org().value())
                .bind("body", WebhookPayload.of(event))
                .bind("now", event.createdAt().toEpochMilli())
                .execute();
    }

    private static void insertDelivery(Handle handle, MailEvent event, String endpoint) {
        handle.createUpdate("INSERT INTO webhook_delivery (id, org_id, inbox_id, message_id, event_id, endpoint, state,"
                        + " attempt_count, max_attempts, next_attempt_at, created_at) VALUES (:id, :org, :inbox,"
                        + " :message, :event, :endpoint, 'pending', 0, :attempts, :now, :now)"
                        + " ON CONFLICT (id) DO NOTHING")
                .bind("id", Ids.derived("wdel_", event.id(), endpoint))
                .bind("org", event.inbox().org().value())
                .bind("inbox", event.inbox().id().value())
                .bind(
                        "message",
                        event.message() == null ? null : event.message().id().value())
                .bind("event", event.id())
                .bind("endpoint", endpoint)
                .bind("attempts", ATTEMPTS)
                .bind("now", event.createdAt().toEpochMilli())
                .execute();
    }
}
