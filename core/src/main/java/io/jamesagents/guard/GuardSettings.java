package io.jamesagents.guard;

import io.jamesagents.Settings;
import java.time.Duration;

/**
 * The operator's rules for all organisations, and how they are measured: rates over a {@code window} with at least
 * {@code minimum} recipients, for how long a pause is, and how many mails are no burst.
 */
public record GuardSettings(
        GuardRules rules, int minimum, Duration window, Duration pause, int inTenSeconds, int inMinute) {
    private static final int MAX_THRESHOLD = 1000;
    private static final int MAX = 1_000_000;
    private static final int MAX_HOURS = 168;

    public static GuardSettings read(Settings settings) {
        GuardRules rules = new GuardRules(
                settings.flag("agents.guards.reputation"),
                settings.integer("agents.guards.bounce-per-mille", 1, MAX_THRESHOLD),
                settings.integer("agents.guards.complaint-per-mille", 1, MAX_THRESHOLD),
                settings.integer("agents.guards.new-recipients-per-day", 0, MAX),
                settings.flag("agents.guards.burst"));
        return new GuardSettings(
                rules,
                settings.integer("agents.guards.minimum", 1, MAX),
                Duration.ofHours(settings.integer("agents.guards.window-hours", 1, MAX_HOURS)),
                Duration.ofHours(settings.integer("agents.guards.pause-hours", 1, MAX_HOURS)),
                settings.integer("agents.guards.burst.ten-seconds", 1, MAX),
                settings.integer("agents.guards.burst.minute", 1, MAX));
    }
}
