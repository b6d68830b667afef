package io.jamesagents.webhook;

import java.util.List;

/** The names under which calls of webhooks are counted and timed. */
public final class WebhookMeters {
    /** One request, from the moment it is made to its answer, or the lack of one. */
    public static final String REQUEST = "agents.webhooks.request.seconds";

    private WebhookMeters() {}

    /** A request after which the delivery stands so. */
    public static String of(DeliveryState state) {
        return "agents.webhooks." + state.word();
    }

    /** What a request came to: delivered, failed and tried again, or given up. */
    public static List<String> counters() {
        return List.of(of(DeliveryState.DELIVERED), of(DeliveryState.FAILED), of(DeliveryState.DEAD));
    }
}
