package io.jamesagents.rest.webhook;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.WebhookEvents;
import io.jamesagents.rest.openapi.Field;

/** Whose webhook to try out, and with what. */
public record TestBody(
        @Field(required = true, example = "i_0f3a5b7c9d1e2f4a6b8c0d2e4f6a8b0c")
                @JsonProperty("inbox_id")
                @JsonAlias("inboxId")
                String inboxId,
        @Field("What the test is about: a kind of event, or a type; email.received unless given")
                @JsonProperty("event_type")
                @JsonAlias("eventType")
                String eventType) {

    String event() {
        return eventType == null ? WebhookEvents.INBOUND : eventType;
    }

    InboxId inbox() {
        if (inboxId == null) {
            throw new Invalid("inbox_id", "inbox_id is required");
        }
        return new InboxId(inboxId);
    }
}
