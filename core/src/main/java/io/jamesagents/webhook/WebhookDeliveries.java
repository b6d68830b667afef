package io.jamesagents.webhook;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.inbox.WebhookTarget;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The webhook deliveries of an organisation: what was sent, what is still to come, and what to send again. */
public final class WebhookDeliveries {
    private final Database database;
    private final DeliveryStore store;
    private final Inboxes inboxes;
    private final WebhookSettings settings;
    private final Consumer<String> retrySoon;
    private final Clock clock;

    /** {@code retrySoon} is told the endpoint of a delivery that was made due by hand. */
    public WebhookDeliveries(
            Database database, Inboxes inboxes, WebhookSettings settings, Consumer<String> retrySoon, Clock clock) {
        this.database = database;
        this.store = new DeliveryStore();
        this.inboxes = inboxes;
        this.settings = settings;
        this.retrySoon = retrySoon;
        this.clock = clock;
    }

    /** What to list; null for any. */
    public record Filter(InboxId inbox, DeliveryState state, String endpoint) {}

    /** Part of a list, and how many there are in all; counting stops at {@value DeliveryStore#COUNTED}. */
    public record Listing(Page<WebhookDelivery> page, long total) {}

    /** The newest first, from a cursor or, without one, from an offset. */
    public Listing list(Reach reach, Filter filter, int limit, int offset, Cursor after) {
        return database.read(handle -> {
            List<WebhookDelivery> rows = store.list(handle, reach, filter, limit + 1, offset, after);
            Page<WebhookDelivery> page = Page.of(rows, limit, WebhookDeliveries::cursor);
            return new Listing(page, store.count(handle, reach, filter));
        });
    }

    public WebhookDelivery.Detail get(Reach reach, DeliveryId id) {
        return database.read(handle -> new WebhookDelivery.Detail(
                require(handle, reach, id),
                store.payloadHash(handle, reach.org(), id),
                store.attempts(handle, reach.org(), id)));
    }

    /**
     * Makes a failed or dead delivery due now, with at least one more attempt, at the endpoint that the inbox has now. The
     * body stays the same.
     */
    public WebhookDelivery retry(Reach reach, DeliveryId id) {
        WebhookDelivery old = database.read(handle -> require(handle, reach, id));
        String endpoint = endpoint(inboxes.find(old.inbox()), "id");
        WebhookDelivery due = database.write(handle -> {
            refuseUnlessFailed(require(handle, reach, id));
            store.makeDue(handle, reach.org(), List.of(id), endpoint, clock.millis());
            return require(handle, reach, id);
        });
        retrySoon.accept(due.endpoint());
        return due;
    }

    /** Where the inbox's deliveries go now; checked for form here, and for its address at every connection. */
    private String endpoint(Optional<Inbox> inbox, String field) {
        WebhookTarget target = inbox.map(Inbox::webhook)
                .orElseThrow(() -> new Invalid(field, "The inbox has no webhook (any more)"))
                .checked(settings.allowHttp());
        if (target.disabled() != null) {
            throw new Invalid(
                    field, "The webhook is turned off: " + target.disabled().reason());
        }
        return target.endpoint();
    }

    private static void refuseUnlessFailed(WebhookDelivery delivery) {
        boolean underWay = delivery.state() == DeliveryState.FAILED && delivery.nextAttemptAt() == null;
        if (delivery.state() == DeliveryState.DELIVERED) {
            throw new Invalid("id", "This delivery has already been delivered");
        }
        if (delivery.state() == DeliveryState.PENDING || underWay) {
            throw new Invalid("id", "This delivery is already on its way");
        }
    }

    private WebhookDelivery require(Handle handle, Reach reach, DeliveryId id) {
        return store.find(handle, reach.org(), id)
                .filter(delivery -> reach.covers(delivery.inbox()))
                .orElseThrow(() -> new NotFound("Webhook delivery"));
    }

    /** Which deliveries of an inbox to send again: those in a state, made at or after a time. */
    public record Replay(InboxId inbox, DeliveryState state, Instant since) {
        public Replay {
            if (state == DeliveryState.PENDING) {
                throw new Invalid("status", "What is pending is on its way already");
            }
        }
    }

    /** How many deliveries were made due, and where to go on; null at the end. */
    public record Replayed(int deliveries, Cursor next) {}

    /**
     * Sends deliveries of an inbox again, the oldest first, so many at a time; those that were delivered, too, if that is
     * asked for. Each has at least one more attempt, and the same body as before.
     */
    public Replayed replay(Reach reach, Replay replay, int limit, Cursor after) {
        String endpoint = endpoint(Optional.of(inboxes.get(reach, replay.inbox())), "inbox_id");
        Cursor from = after == null ? new Cursor(replay.since().toEpochMilli(), "") : after;
        Replayed replayed = database.write(handle -> {
            List<WebhookDelivery> rows = store.toReplay(handle, reach.org(), replay, from, limit + 1);
            List<DeliveryId> ids =
                    rows.stream().limit(limit).map(WebhookDelivery::id).toList();
            int due = ids.isEmpty() ? 0 : store.makeDue(handle, reach.org(), ids, endpoint, clock.millis());
            return new Replayed(due, rows.size() > limit ? cursor(rows.get(limit - 1)) : null);
        });
        retrySoon.accept(endpoint);
        return replayed;
    }

    private static Cursor cursor(WebhookDelivery delivery) {
        return new Cursor(delivery.createdAt().toEpochMilli(), delivery.id().value());
    }
}
