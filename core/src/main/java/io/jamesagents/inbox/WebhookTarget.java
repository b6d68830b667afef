package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where an inbox's events go, which of them, and the secret that signs them. */
public record WebhookTarget(String endpoint, List<String> events, String secret) {
    public static final String INBOUND = "inbound";
    private static final Set<String> EVENTS = Set.of(INBOUND);
    private static final Set<String> INBOUND_ALIASES = Set.of(INBOUND, "email.received", "message.received");
    private static final int MAX_URL = 2048;
    private static final int SECRET_BYTES = 24;
    private static final int MIN_SECRET = 16;
    private static final int MAX_SECRET = 256;

    public WebhookTarget {
        events = events == null || events.isEmpty() ? List.of(INBOUND) : canonical(events);
        if (secret == null) {
            secret = randomSecret();
        }
        if (secret.length() < MIN_SECRET || secret.length() > MAX_SECRET) {
            throw new Invalid(
                    "webhook.secret",
                    "webhook.secret must have between " + MIN_SECRET + " and " + MAX_SECRET + " characters");
        }
    }

    /** The same target with its endpoint checked for form; the address behind it is checked at every connection. */
    public WebhookTarget checked(boolean allowHttp) {
        URI uri = uri();
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
            throw invalid(allowHttp ? "must be an http or https URL" : "must be an https URL");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw invalid("must have a host, and neither user nor fragment");
        }
        return this;
    }

    private URI uri() {
        if (endpoint == null || endpoint.isBlank() || endpoint.length() > MAX_URL) {
            throw invalid("must be a URL of at most " + MAX_URL + " characters");
        }
        if (!endpoint.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw invalid("must be ASCII: write international names in their xn-- form and escape the rest");
        }
        try {
            return new URI(endpoint);
        } catch (URISyntaxException e) {
            throw invalid("is not a valid URL");
        }
    }

    private static Invalid invalid(String problem) {
        return new Invalid("webhook.endpoint", "webhook.endpoint " + problem);
    }

    public boolean wants(String event) {
        return events.contains(event);
    }

    private static List<String> canonical(List<String> events) {
        Set<String> known = new LinkedHashSet<>();
        for (String event : events) {
            String name = INBOUND_ALIASES.contains(event) ? INBOUND : event;
            if (!EVENTS.contains(name)) {
                throw new Invalid("webhook.events", "Unknown webhook event: " + event);
            }
            known.add(name);
        }
        return List.copyOf(known);
    }

    private static String randomSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "whsec_" + HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "WebhookTarget[" + endpoint + ", " + events + "]";
    }
}
