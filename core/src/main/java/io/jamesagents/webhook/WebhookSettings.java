package io.jamesagents.webhook;

import io.jamesagents.Settings;
import java.util.List;

/**
 * What the operator decides about webhooks: addresses and hosts that are exempt from the address check, whether endpoints
 * may be plain http, and how many requests may be under way at once, in all and to one endpoint.
 */
public record WebhookSettings(List<String> allow, boolean allowHttp, int inFlight, int perEndpoint) {
    public WebhookSettings {
        allow = List.copyOf(allow);
    }

    public static WebhookSettings read(Settings settings) {
        return new WebhookSettings(
                settings.list("agents.webhooks.allow"),
                settings.flag("agents.webhooks.allow-http"),
                settings.integer("agents.webhooks.in-flight", 1, 10_000),
                settings.integer("agents.webhooks.per-endpoint", 1, 100));
    }
}
