package io.jamesagents.rest.inbox;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxChange.WebhookChange;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.rest.request.JsonBody;
import java.util.List;
import java.util.Optional;

/** A webhook as a caller wants it; an absent part stays as it is, an endpoint of null removes the webhook. */
public record WebhookBody(
        @Field(
                        value = "An http or https URL; null removes the webhook",
                        as = String.class,
                        max = 2048,
                        example = "https://agent.example.org/hook")
                @JsonProperty("endpoint")
                JsonNode endpoint,
        @Field(value = "What it is called for; inbound unless given", example = "[\"inbound\", \"bounce\"]")
                @JsonProperty("events")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> events,
        @Field("The key of the signature, at least 16 characters; one is made if it is absent") @JsonProperty("secret")
                String secret,
        @Field("false turns it off, true or an endpoint on again") @JsonProperty("enabled") Boolean enabled) {

    public WebhookBody {
        if (endpoint != null && !endpoint.isNull() && !endpoint.isTextual()) {
            throw new Invalid("webhook.endpoint", "webhook.endpoint must be a string or null");
        }
    }

    /** The change that a field {@code webhook} means: none when it is absent, the removal for null and for {}. */
    static Optional<WebhookChange> change(JsonNode webhook) {
        if (webhook == null) {
            return null;
        }
        if (webhook.isNull() || webhook.isEmpty() && webhook.isObject()) {
            return Optional.empty();
        }
        if (!webhook.isObject()) {
            throw new Invalid("webhook", "webhook must be an object or null");
        }
        return JsonBody.bind(webhook, WebhookBody.class, "webhook").change();
    }

    private Optional<WebhookChange> change() {
        if (endpoint != null && endpoint.isNull()) {
            return Optional.empty();
        }
        if (endpoint == null && events == null && secret == null && enabled == null) {
            return null;
        }
        return Optional.of(new WebhookChange(endpoint == null ? null : endpoint.textValue(), events, secret, enabled));
    }

    /** The change that a request about nothing but the webhook means. */
    Optional<WebhookChange> required() {
        Optional<WebhookChange> change = change();
        if (change == null) {
            throw new Invalid("endpoint", "endpoint is required (null removes the webhook)");
        }
        return change;
    }

    @Override
    public String toString() {
        return "WebhookBody[" + endpoint + ", " + events + "]";
    }
}
