package io.jamesagents.rest.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.store.Cursor;
import io.jamesagents.webhook.WebhookDeliveries;
import io.jamesagents.webhook.WebhookDeliveries.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deliveries under the two names that clients look for. */
final class DeliveryAnswers {
    private DeliveryAnswers() {}

    /** Part of the list, and how many there are in all. */
    record Listed(
            List<DeliveryView> data,
            List<DeliveryView> deliveries,
            long total,
            @JsonProperty("next_cursor") @Nullable String nextCursor,
            @JsonProperty("has_more") boolean hasMore) {

        static Listed of(Listing listing) {
            List<DeliveryView> rows = listing.page().map(DeliveryView::of).rows();
            return new Listed(
                    rows,
                    rows,
                    listing.total(),
                    listing.page().nextCursor(),
                    listing.page().hasMore());
        }
    }

    /** One of them. */
    record One(DeliveryView.Detail data, DeliveryView.Detail delivery) {

        static One of(DeliveryView.Detail detail) {
            return new One(detail, detail);
        }
    }

    /** How many will be tried again, and where to go on. */
    record Replayed(
            boolean ok,
            int replayed,
            @JsonProperty("next_cursor") @Nullable String nextCursor,
            @JsonProperty("has_more") boolean hasMore) {

        static Replayed of(WebhookDeliveries.Replayed replayed) {
            Cursor next = replayed.next();
            return new Replayed(true, replayed.deliveries(), next == null ? null : next.encode(), next != null);
        }
    }

    /** It will be tried again. */
    record Retried(boolean ok, String message, DeliveryView data) {}
}
