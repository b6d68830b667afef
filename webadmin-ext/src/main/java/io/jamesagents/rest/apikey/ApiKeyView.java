package io.jamesagents.rest.apikey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.apikey.ApiKey;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.rest.openapi.Field;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A key on the wire, without its text. {@code inbox_ids} is null when it reaches all inboxes. */
public record ApiKeyView(
        String id,
        String name,
        String keyPrefix,
        List<String> permissions,
        @JsonProperty("inbox_ids") @Nullable List<String> inboxIds,
        @Field(oneOf = {"active", "inactive", "expired"}) String status,
        @Nullable String expiresAt,
        @Nullable String lastUsedAt,
        String createdAt) {

    public static ApiKeyView of(ApiKey key) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.prefix(),
                key.permissions(),
                inboxes(key.reach()),
                key.status().name().toLowerCase(Locale.ROOT),
                Json.time(key.expiresAt()),
                Json.time(key.lastUsedAt()),
                Json.time(key.createdAt()));
    }

    private static List<String> inboxes(Reach reach) {
        return reach.limited()
                ? reach.only().stream().map(InboxId::value).sorted().toList()
                : null;
    }
}
