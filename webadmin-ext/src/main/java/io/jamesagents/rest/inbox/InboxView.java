package io.jamesagents.rest.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.WebhookTarget;
import io.jamesagents.inbox.WebhookTarget.Disabled;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.tag.TagRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An inbox on the wire. Clients differ in the names they look for, so some things are there under several. */
public record InboxView(
        String id,
        String localPart,
        @JsonProperty("local_part") String localPartSnake,
        String address,
        String email,
        @Nullable String displayName,
        @JsonProperty("display_name") @Nullable String displayNameSnake,
        @Nullable String name,
        @Nullable JsonNode agent,
        @Nullable Webhook webhook,
        @Nullable ExtractionSchema extractionSchema,
        @JsonProperty("extraction_schema") @Nullable ExtractionSchema extractionSchemaSnake,
        Map<String, Long> limits,
        List<TagRule> tagRules,
        @JsonProperty("tag_rules") List<TagRule> tagRulesSnake,
        @Field(oneOf = {"active", "inactive"}) String status,
        boolean unsubscribe,
        String createdAt,
        @JsonProperty("created_at") String createdAtSnake,
        String domainId,
        @JsonProperty("domain_id") String domainIdSnake,
        @JsonProperty("domain_name") String domainName) {

    /**
     * Where events go; the secret is for those who may change it. Until {@code old_secret_until} the one before it signs, too.
     */
    public record Webhook(
            String endpoint,
            List<String> events,
            @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
            boolean enabled,
            @JsonProperty("disabled_at") @Nullable String disabledAt,
            @JsonProperty("disabled_reason") @Nullable String disabledReason,
            @JsonProperty("old_secret_until") @Nullable String oldSecretUntil) {

        static Webhook of(WebhookTarget target, Caller caller) {
            if (target == null) {
                return null;
            }
            Disabled disabled = target.disabled();
            return new Webhook(
                    target.endpoint(),
                    target.events(),
                    caller.may(Scope.INBOXES_WRITE) ? target.secret() : null,
                    disabled == null,
                    disabled == null ? null : Json.time(disabled.at()),
                    disabled == null ? null : disabled.reason(),
                    target.old() == null ? null : Json.time(target.old().until()));
        }

        @Override
        public String toString() {
            return "Webhook[" + endpoint + ", " + events + "]";
        }
    }

    public static InboxView of(Inbox inbox, Caller caller) {
        String created = Json.time(inbox.createdAt());
        return new InboxView(
                inbox.id().value(),
                inbox.localPart(),
                inbox.localPart(),
                inbox.address(),
                inbox.address(),
                inbox.displayName(),
                inbox.displayName(),
                inbox.displayName(),
                inbox.agent(),
                Webhook.of(inbox.webhook(), caller),
                inbox.extraction(),
                inbox.extraction(),
                Map.of(),
                inbox.tagRules(),
                inbox.tagRules(),
                inbox.active() ? "active" : "inactive",
                inbox.unsubscribe(),
                created,
                created,
                inbox.domain().value(),
                inbox.domain().value(),
                inbox.domainName());
    }
}
