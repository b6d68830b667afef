package io.jamesagents.webhook;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator decides about webhooks: addresses and hosts that are exempt from the address check, whether endpoints
 * may be plain http, how many requests may be under way at once, in all and to one endpoint, the pauses between the
 * attempts of a delivery, and how long that of a mail waits until the mail is understood.
 */
public record WebhookSettings(
        List<String> allow,
        boolean allowHttp,
        int inFlight,
        int perEndpoint,
        List<Duration> retryDelays,
        Duration patience) {
    private static final String RETRY_DELAYS = "agents.webhooks.retry-delays";
    private static final Pattern DELAY = Pattern.compile("([1-9][0-9]{0,5})([smh])");
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST = 50;
    private static final int MOST_PATIENT = 20;

    /** Those of Standard Webhooks: ten attempts over 75 h 35 min. */
    public static final List<Duration> STANDARD_DELAYS =
            List.of("5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h").stream()
                    .map(WebhookSettings::delay)
                    .toList();

    public WebhookSettings {
        allow = List.copyOf(allow);
        retryDelays = List.copyOf(retryDelays);
        if (retryDelays.isEmpty() || retryDelays.size() > MOST) {
            throw new InvalidSetting(RETRY_DELAYS, "must have between 1 and " + MOST + " pauses");
        }
    }

    /** With the pauses of Standard Webhooks, and all patience. */
    public WebhookSettings(List<String> allow, boolean allowHttp, int inFlight, int perEndpoint) {
        this(allow, allowHttp, inFlight, perEndpoint, STANDARD_DELAYS, Duration.ofSeconds(MOST_PATIENT));
    }

    public static WebhookSettings read(Settings settings) {
        return new WebhookSettings(
                settings.list("agents.webhooks.allow"),
                settings.flag("agents.webhooks.allow-http"),
                settings.integer("agents.webhooks.in-flight", 1, 10_000),
                settings.integer("agents.webhooks.per-endpoint", 1, 100),
                settings.list(RETRY_DELAYS).stream().map(WebhookSettings::delay).toList(),
                Duration.ofSeconds(settings.integer("agents.webhooks.patience", 0, MOST_PATIENT)));
    }

    /** How often a delivery is attempted, unless more is granted. */
    public int attempts() {
        return retryDelays.size() + 1;
    }

    private static Duration delay(String text) {
        Matcher matcher = DELAY.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidSetting(RETRY_DELAYS, "has '" + text + "', which is no pause such as 5s, 30m or 2h");
        }
        long number = Long.parseLong(matcher.group(1));
        Duration delay =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
        if (delay.compareTo(LONGEST) > 0) {
            throw new InvalidSetting(RETRY_DELAYS, "has '" + text + "', which is longer than 7 days");
        }
        return delay;
    }
}
