package io.jamesagents.rest.thread;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.thread.ThreadStatus;

/** What to note about a thread. An assignee that is absent is not the same as null, which assigns it to nobody. */
public record ThreadBody(
        @Field(
                        oneOf = {"open", "needs_reply", "waiting", "closed"},
                        example = "waiting")
                @JsonProperty("status")
                String status,
        @Field(value = "Null for nobody", as = String.class, max = 255, example = "alice")
                @JsonProperty("assigned_to")
                @JsonAlias("assignedTo")
                JsonNode assignedTo) {

    public ThreadBody {
        if (assignedTo != null && !assignedTo.isNull() && !assignedTo.isTextual()) {
            throw new Invalid("assigned_to", "assigned_to must be a string or null");
        }
    }

    void requireSomething() {
        if (!hasStatus() && !hasAssignee()) {
            throw new Invalid("status", "status or assigned_to is required");
        }
    }

    ThreadStatus newStatus() {
        return ThreadStatus.parse(status);
    }

    boolean hasStatus() {
        return status != null;
    }

    boolean hasAssignee() {
        return assignedTo != null;
    }

    String assignee() {
        if (assignedTo == null) {
            throw new Invalid("assigned_to", "assigned_to is required (null assigns the thread to nobody)");
        }
        return assignedTo.textValue();
    }
}
