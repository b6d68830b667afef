package io.jamesagents.rest.suppression;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.rest.request.Query;
import io.jamesagents.suppression.NewSuppression;

/** An address to which a caller wants nothing sent. */
public record SuppressionBody(
        @Field(value = "In any spelling", required = true, max = 320, example = "bob@example.org")
                @JsonProperty("email")
                @JsonAlias("address")
                String email,
        @Field(oneOf = "manual") @JsonProperty("reason") String reason,
        @Field("Only mails of this inbox are held back") @JsonProperty("inbox_id") @JsonAlias("inboxId") String inboxId,
        @Field("Only mails of inboxes on this domain are held back") @JsonProperty("domain_id") @JsonAlias("domainId")
                String domainId,
        @Field("Until when, in ISO 8601; for good unless given") @JsonProperty("expires_at") @JsonAlias("expiresAt")
                String expiresAt) {

    NewSuppression wanted() {
        if (email == null) {
            throw new Invalid("email", "email is required");
        }
        if (reason != null && !reason.equals("manual")) {
            throw new Invalid("reason", "reason must be manual: the others come about by themselves");
        }
        return new NewSuppression(
                email,
                inboxId == null ? null : new InboxId(inboxId),
                domainId == null ? null : new DomainId(domainId),
                expiresAt == null ? null : Query.time("expires_at", expiresAt));
    }
}
