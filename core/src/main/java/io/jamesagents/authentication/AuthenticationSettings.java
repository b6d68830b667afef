package io.jamesagents.authentication;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How senders are found out about: under which name, on how many threads, how long one evaluation may take, how long the spooler
 * waits for it at a time, and how long a mail is held for it in all.
 */
public record AuthenticationSettings(
        String authservId, int threads, Duration timeLimit, Duration patience, Duration hold) {
    private static final Pattern ID = Pattern.compile("[a-z0-9._-]{1,253}");
    private static final int MAX_THREADS = 256;
    private static final int MAX_SECONDS = 60;
    private static final int MAX_PATIENCE = 5_000;

    /** {@code host} is the name of this server, for an operator who gives no other. */
    public static AuthenticationSettings read(Settings settings, String host) {
        String id = settings.text("agents.authentication.authserv-id").toLowerCase(Locale.ROOT);
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            throw new InvalidSetting(
                    "agents.authentication.authserv-id", "must be a name such as mx.example.org, not '" + id + "'");
        }
        return new AuthenticationSettings(
                id.isEmpty() ? host : id,
                settings.integer("agents.authentication.threads", 1, MAX_THREADS),
                Duration.ofSeconds(settings.number("agents.authentication.time-limit", 1, MAX_SECONDS)),
                Duration.ofMillis(settings.number("agents.authentication.patience-ms", 0, MAX_PATIENCE)),
                Duration.ofSeconds(settings.number("agents.authentication.hold", 0, MAX_SECONDS)));
    }
}
