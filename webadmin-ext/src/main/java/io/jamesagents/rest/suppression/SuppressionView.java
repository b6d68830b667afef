package io.jamesagents.rest.suppression;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.suppression.Suppression;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A suppressed address on the wire, its time under the names of all clients. */
public record SuppressionView(
        String id,
        String email,
        @Field(oneOf = {"hard_bounce", "soft_bounce", "complaint", "unsubscribe", "manual"}) String reason,
        @Field(oneOf = {"hard", "soft", "spam", "permanent"}) String type,
        @Field(oneOf = {"inbox", "domain", "global"}) String source,
        @JsonProperty("inbox_id") @Nullable String inboxId,
        @JsonProperty("domain_id") @Nullable String domainId,
        @JsonProperty("message_id") @Nullable String messageId,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("suppressed_at") String suppressedAt,
        @JsonProperty("suppressedAt") String suppressedAtCamel,
        @JsonProperty("expires_at") @Nullable String expiresAt,
        Map<String, String> metadata) {

    static SuppressionView of(Suppression entry) {
        String created = Json.time(entry.createdAt());
        return new SuppressionView(
                entry.id(),
                entry.address().value(),
                entry.reason().word(),
                entry.reason().type(),
                entry.scope().word(),
                entry.scope().inbox() == null ? null : entry.scope().inbox().value(),
                entry.scope().domain() == null ? null : entry.scope().domain().value(),
                entry.message() == null ? null : entry.message().value(),
                created,
                created,
                created,
                Json.time(entry.expiresAt()),
                entry.detail() == null ? Map.of() : Map.of("bounce_reason", entry.detail()));
    }
}
