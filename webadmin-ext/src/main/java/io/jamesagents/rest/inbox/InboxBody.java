package io.jamesagents.rest.inbox;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.ShortText;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.tag.TagRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a caller wants an inbox to be; everything may be absent. */
public record InboxBody(
        @Field(value = "What stands before the @; needed for a new inbox", max = 64, example = "support")
                @JsonProperty("local_part")
                @JsonAlias("localPart")
                String localPart,
        @JsonProperty("domain_id") @JsonAlias("domainId") String domainId,
        @Field(max = MAX_NAME) @JsonProperty("name") String name,
        @Field(value = "The name that recipients see", max = MAX_NAME, example = "Support")
                @JsonProperty("display_name")
                @JsonAlias("displayName")
                String displayName,
        @Field(value = "Anything about the agent behind the inbox", as = Map.class) @JsonProperty("agent")
                JsonNode agent,
        @Field(value = "Where events go; null for nowhere", as = WebhookBody.class) @JsonProperty("webhook")
                JsonNode webhook,
        @Field(oneOf = {"active", "inactive"}) @JsonProperty("status") String status,
        @Field(max = 100) @JsonProperty("tag_rules") @JsonAlias("tagRules") List<TagRuleBody> tagRules,
        @Field(
                        value = "What to extract from mail, with a name or as a bare JSON Schema; null for nothing",
                        as = {ExtractionBody.class, Map.class})
                @JsonProperty("extraction_schema")
                @JsonAlias("extractionSchema")
                JsonNode extractionSchema,
        @Field("Whether mails of the inbox have a link by which each recipient can stop them")
                @JsonProperty("unsubscribe")
                Boolean unsubscribe) {
    private static final int MAX_NAME = 255;

    public InboxBody {
        ShortText.require("name", name, MAX_NAME);
        ShortText.require("display_name", displayName, MAX_NAME);
    }

    DomainId domain() {
        return domainId == null || domainId.isEmpty() ? null : new DomainId(domainId);
    }

    /** A new inbox's agent has the inbox's name unless it brings its own. */
    InboxChange creation() {
        return change(AgentNode.named(agent, name));
    }

    InboxChange change() {
        return change(AgentNode.of(agent));
    }

    private InboxChange change(JsonNode agent) {
        return new InboxChange(
                localPart,
                displayName == null ? name : displayName,
                agent,
                active(),
                WebhookBody.change(webhook),
                tagRules == null
                        ? null
                        : TagRule.checked(
                                tagRules.stream().map(TagRuleBody::rule).toList()),
                extraction(),
                unsubscribe);
    }

    /** Some clients put the schema into the webhook. */
    private Optional<ExtractionSchema> extraction() {
        JsonNode within = webhook != null && webhook.isObject() ? webhook.get("extractionSchema") : null;
        return extractionSchema == null
                ? ExtractionBody.change(within, "webhook.extractionSchema")
                : ExtractionBody.change(extractionSchema, "extraction_schema");
    }

    private Boolean active() {
        if (status == null) {
            return null;
        }
        return switch (status) {
            case "active" -> true;
            case "inactive" -> false;
            default -> throw new Invalid("status", "Invalid status. Must be one of active, inactive");
        };
    }
}
