package io.jamesagents.webhook;

import io.jamesagents.Ids;
import io.jamesagents.event.EventSubscriber;
import io.jamesagents.event.MailEvent;
import io.jamesagents.inbox.WebhookTarget;
import io.jamesagents.org.OrgId;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Stores what is to be delivered together with the event itself, so that there is a delivery exactly if there is an event,
 * and wakes the delivery once both are on disk. The deliveries of an inbox are numbered from 1 without gaps, whatever kinds
 * of events it takes and wherever they go: by that a receiver knows that it misses none.
 */
public final class WebhookOutbox implements EventSubscriber {
    private final WebhookSettings settings;
    private final Runnable wake;

    public WebhookOutbox(WebhookSettings settings, Runnable wake) {
        this.settings = settings;
        this.wake = wake;
    }

    @Override
    public void recorded(Handle handle, MailEvent event, boolean push) {
        WebhookTarget webhook = event.inbox().webhook();
        if (push && webhook != null && webhook.wants(event.type().word())) {
            String id = Ids.derived("wdel_", event.id(), webhook.endpoint());
            nextSeq(handle, event, id).ifPresent(seq -> {
                insertPayload(handle, event, seq);
                insertDelivery(handle, event, id, webhook.endpoint(), seq);
            });
        }
    }

    @Override
    public void committed(OrgId org) {
        wake.run();
    }

    /** How long a mail waits that is still to be understood; {@link HeldDelivery} ends that. */
    private Duration patience(MailEvent event) {
        boolean waits = event.message() != null && event.message().insights().pendingAny();
        return waits ? settings.patience() : Duration.ZERO;
    }

    /** Empty for a delivery that is there already. */
    private static Optional<Long> nextSeq(Handle handle, MailEvent event, String delivery) {
        return handle.createQuery("UPDATE inbox SET webhook_seq = webhook_seq + 1 WHERE id = :inbox AND org_id = :org"
                        + " AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.id = :delivery)"
                        + " RETURNING webhook_seq")
                .bind("inbox", event.inbox().id().value())
                .bind("org", event.inbox().org().value())
                .bind("delivery", delivery)
                .mapTo(Long.class)
                .findOne();
    }

    private static void insertPayload(Handle handle, MailEvent event, long seq) {
        handle.createUpdate("INSERT INTO webhook_payload (event_id, org_id, body, created_at)"
                        + " VALUES (:event, :org, :body, :now) ON CONFLICT (event_id) DO NOTHING")
                .bind("event", event.id())
                .bind("org", event.inbox().org().value())
                .bind("body", WebhookPayload.of(event, seq))
                .bind("now", event.createdAt().toEpochMilli())
                .execute();
    }

    private void insertDelivery(Handle handle, MailEvent event, String id, String endpoint, long seq) {
        handle.createUpdate("INSERT INTO webhook_delivery (id, org_id, inbox_id, message_id, event_id, event_seq,"
                        + " event_type, delivery_seq, endpoint, state, attempt_count, max_attempts, next_attempt_at,"
                        + " created_at) VALUES (:id, :org, :inbox, :message, :event, :eventSeq, :type, :seq, :endpoint,"
                        + " 'pending', 0, :attempts, :due, :now)")
                .bind("id", id)
                .bind("org", event.inbox().org().value())
                .bind("inbox", event.inbox().id().value())
                .bind(
                        "message",
                        event.message() == null ? null : event.message().id().value())
                .bind("event", event.id())
                .bind("eventSeq", event.seq())
                .bind("type", event.type().word())
                .bind("seq", seq)
                .bind("endpoint", endpoint)
                .bind("attempts", settings.attempts())
                .bind("due", event.createdAt().plus(patience(event)).toEpochMilli())
                .bind("now", event.createdAt().toEpochMilli())
                .execute();
    }
}
