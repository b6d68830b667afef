package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Invalid;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The kinds of events that an inbox's webhook can be called for. Each has one word, which is stored and answered, and goes by
 * the types that its bodies have and by the names that other services use for it.
 */
public final class WebhookEvents {
    public static final String INBOUND = "inbound";
    private static final String DELIVERY = "delivery";
    private static final String BOUNCE = "bounce";
    private static final String COMPLAINT = "complaint";
    private static final Map<String, String> WORDS = new TreeMap<>(Map.ofEntries(
            Map.entry(INBOUND, INBOUND),
            Map.entry("email.received", INBOUND),
            Map.entry("message.received", INBOUND),
            Map.entry(DELIVERY, DELIVERY),
            Map.entry("email.sent", DELIVERY),
            Map.entry("email.delivered", DELIVERY),
            Map.entry("email.delivery_delayed", DELIVERY),
            Map.entry("email.failed", DELIVERY),
            Map.entry("email.suppressed", DELIVERY),
            Map.entry("message.delivered", DELIVERY),
            Map.entry(BOUNCE, BOUNCE),
            Map.entry("email.bounced", BOUNCE),
            Map.entry("message.bounced", BOUNCE),
            Map.entry(COMPLAINT, COMPLAINT),
            Map.entry("email.complained", COMPLAINT),
            Map.entry("message.complained", COMPLAINT),
            Map.entry("thread.updated", "thread.updated"),
            Map.entry("loop.suspected", "loop.suspected"),
            Map.entry("sending.paused", "sending.paused")));

    private WebhookEvents() {}

    /** Every name that is understood. */
    public static Set<String> names() {
        return WORDS.keySet();
    }

    /** The word for a name; {@code field} is blamed for one that nobody knows. */
    public static String word(String field, String name) {
        String word = name == null ? null : WORDS.get(name);
        if (word == null) {
            throw new Invalid(field, "Unknown webhook event: " + name + ". Known are " + String.join(", ", names()));
        }
        return word;
    }

    /** The words for these names, each once. */
    static List<String> words(Collection<String> names) {
        Set<String> words = new LinkedHashSet<>();
        names.forEach(name -> words.add(word("webhook.events", name)));
        return List.copyOf(words);
    }
}
