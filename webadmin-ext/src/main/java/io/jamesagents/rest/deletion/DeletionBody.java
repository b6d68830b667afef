package io.jamesagents.rest.deletion;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.deletion.Wanted;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.rest.request.Query;

/** What is to be deleted, as a caller says it. */
public record DeletionBody(
        @Field(
                        value = "What to delete; inbox when only an inbox is named",
                        oneOf = {"organization", "inbox", "messages"},
                        example = "messages")
                @JsonProperty("scope")
                String scope,
        @JsonProperty("inbox_id") @JsonAlias("inboxId") String inboxId,
        @Field("Only messages that were stored before this time") @JsonProperty("before") String before) {

    Wanted wanted() {
        return Wanted.of(
                blank(scope) ? null : scope.trim(),
                blank(inboxId) ? null : new InboxId(inboxId.trim()),
                blank(before) ? null : Query.time("before", before.trim()));
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
