package io.jamesagents.rest.webhook;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;

/** Whose webhook to try out. */
public record TestBody(@JsonProperty("inbox_id") @JsonAlias("inboxId") String inboxId) {

    InboxId inbox() {
        if (inboxId == null) {
            throw new Invalid("inbox_id", "inbox_id is required");
        }
        return new InboxId(inboxId);
    }
}
