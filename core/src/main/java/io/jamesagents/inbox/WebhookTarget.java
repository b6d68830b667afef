package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an inbox's events go, which of them, and the secret that signs them. {@code old} is the secret before the last
 * rotation, {@code disabled} why the endpoint is not called; both may be null.
 */
public record WebhookTarget(
        String endpoint, List<String> events, String secret, @Nullable OldSecret old, @Nullable Disabled disabled) {
    private static final int MAX_URL = 2048;
    private static final int MAX_PORT = 65535;
    private static final int SECRET_BYTES = 24;
    private static final int MIN_SECRET = 16;
    private static final int MAX_SECRET = 256;

    /** A secret that signs beside its successor until then. */
    public record OldSecret(String secret, Instant until) {
        @Override
        public String toString() {
            return "OldSecret[" + until + "]";
        }
    }

    /** Since when and why nothing is sent. */
    public record Disabled(Instant at, String reason) {}

    public WebhookTarget {
        events = events == null || events.isEmpty() ? List.of(WebhookEvents.INBOUND) : WebhookEvents.words(events);
        if (secret == null) {
            secret = randomSecret();
        }
        if (secret.length() < MIN_SECRET || secret.length() > MAX_SECRET) {
            throw new Invalid(
                    "webhook.secret",
                    "webhook.secret must have between " + MIN_SECRET + " and " + MAX_SECRET + " characters");
        }
    }

    public WebhookTarget(String endpoint, List<String> events, String secret) {
        this(endpoint, events, secret, null, null);
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
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw invalid("must have a port between 1 and " + MAX_PORT);
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

    /** Whether events of this kind are sent there. */
    public boolean wants(String event) {
        return disabled == null && events.contains(event);
    }

    /** What an attempt at this time is signed with, the newest first. */
    public List<String> secrets(Instant now) {
        return old == null || !old.until.isAfter(now) ? List.of(secret) : List.of(secret, old.secret);
    }

    /** The same target with a new secret; the present one goes on signing for that long. */
    WebhookTarget rotated(Duration overlap, Instant now) {
        OldSecret before = overlap.isZero() ? null : new OldSecret(secret, now.plus(overlap));
        return new WebhookTarget(endpoint, events, null, before, disabled);
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
