package io.jamesagents.rest.webhook;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.rest.request.Query;
import io.jamesagents.store.Cursor;
import io.jamesagents.webhook.DeliveryState;
import io.jamesagents.webhook.WebhookDeliveries.Replay;
import java.time.Instant;

/** Which deliveries to send again. */
public record ReplayBody(
        @Field(required = true, example = "i_0f3a5b7c9d1e2f4a6b8c0d2e4f6a8b0c")
                @JsonProperty("inbox_id")
                @JsonAlias("inboxId")
                String inboxId,
        @Field(
                        value = "Those of this state; dead unless given",
                        oneOf = {"dead", "failed", "delivered"})
                @JsonProperty("status")
                String status,
        @Field(value = "Those made at or after this time; all unless given", example = "2026-01-31T12:00:00Z")
                @JsonProperty("since")
                String since,
        @Field("How many, 1 to 1000; 1000 unless given") @JsonProperty("limit") Integer limit,
        @Field("The next_cursor of the last answer") @JsonProperty("cursor") String cursor) {
    private static final int MOST = 1000;

    Replay wanted() {
        if (inboxId == null) {
            throw new Invalid("inbox_id", "inbox_id is required");
        }
        DeliveryState state = status == null ? DeliveryState.DEAD : DeliveryState.parse(status);
        return new Replay(new InboxId(inboxId), state, since == null ? Instant.EPOCH : Query.time("since", since));
    }

    int most() {
        return limit == null ? MOST : Math.max(1, Math.min(MOST, limit));
    }

    Cursor after() {
        return Cursor.decode(cursor);
    }
}
