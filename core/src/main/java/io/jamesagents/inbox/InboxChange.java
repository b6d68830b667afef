package io.jamesagents.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.inbox.WebhookTarget.Disabled;
import io.jamesagents.tag.TagRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What to change of an inbox; null leaves a property as it is. An empty {@code webhook} or
 * {@code extraction} removes it. */
public record InboxChange(
        String localPart,
        String displayName,
        JsonNode agent,
        Boolean active,
        Optional<WebhookChange> webhook,
        List<TagRule> tagRules,
        Optional<ExtractionSchema> extraction,
        Boolean unsubscribe) {

    public InboxChange(
            String localPart,
            String displayName,
            JsonNode agent,
            Boolean active,
            Optional<WebhookChange> webhook,
            List<TagRule> tagRules) {
        this(localPart, displayName, agent, active, webhook, tagRules, null, null);
    }

    /** A change of nothing but the webhook. */
    public static InboxChange of(WebhookChange webhook) {
        return new InboxChange(null, null, null, null, Optional.ofNullable(webhook), null);
    }

    /** A change of nothing but the extraction schema, which null removes. */
    public static InboxChange of(ExtractionSchema schema) {
        return new InboxChange(null, null, null, null, null, null, Optional.ofNullable(schema), null);
    }

    /**
     * A part of the webhook that is null is kept. {@code enabled} turns it off and on again; naming its endpoint turns it on,
     * too.
     */
    public record WebhookChange(String endpoint, List<String> events, String secret, Boolean enabled) {
        private static final String BY_HAND = "Turned off by its owner";

        WebhookTarget applyTo(WebhookTarget old, Instant now) {
            boolean sameSecret = old != null && (secret == null || secret.equals(old.secret()));
            return new WebhookTarget(
                    endpoint == null && old != null ? old.endpoint() : endpoint,
                    events == null && old != null ? old.events() : events,
                    sameSecret ? old.secret() : secret,
                    sameSecret ? old.old() : null,
                    disabled(old == null ? null : old.disabled(), now));
        }

        private Disabled disabled(Disabled before, Instant now) {
            if (Boolean.FALSE.equals(enabled)) {
                return before == null ? new Disabled(now, BY_HAND) : before;
            }
            return endpoint != null || Boolean.TRUE.equals(enabled) ? null : before;
        }

        @Override
        public String toString() {
            return "WebhookChange[" + endpoint + "]";
        }
    }
}
