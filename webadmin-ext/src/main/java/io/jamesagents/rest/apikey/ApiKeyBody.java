package io.jamesagents.rest.apikey;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.apikey.NewApiKey;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.rest.openapi.Field;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A key as a caller wants it. */
public record ApiKeyBody(
        @Field(required = true, example = "worker") @JsonProperty("name") String name,
        @Field(value = "Scopes; read and write unless given", example = "[\"read\"]")
                @JsonProperty("permissions")
                @JsonAlias("scopes")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> permissions,
        @Field("Seconds until it expires; absent for never") @JsonProperty("expires_in") @JsonAlias("expiresIn")
                Long expiresIn,
        @Field("The inboxes that it is limited to; absent for all") @JsonProperty("inbox_ids") @JsonAlias("inboxIds")
                List<String> inboxIds) {

    /** What the body asks for, once it is checked. */
    public NewApiKey wanted() {
        return new NewApiKey(name, permissions, expiresIn == null ? null : Duration.ofSeconds(expiresIn), inboxes());
    }

    private Set<InboxId> inboxes() {
        if (inboxIds == null) {
            return null;
        }
        Set<InboxId> inboxes = new LinkedHashSet<>();
        inboxIds.forEach(id -> inboxes.add(new InboxId(id)));
        return inboxes;
    }
}
