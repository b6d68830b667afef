package io.jamesagents.loop;

import io.jamesagents.Settings;
import java.time.Duration;

/**
 * How many automatic mails an inbox may send to a correspondent within an hour: in one thread, and as answers in all threads
 * together. An answer to a quick answer is automatic when it is given within {@code quick}.
 */
public record LoopSettings(boolean enabled, int perThread, int perPair, Duration quick) {
    /** The counts are over this time. */
    static final Duration WINDOW = Duration.ofHours(1);

    private static final int MAX = 1_000_000;
    private static final int MAX_SECONDS = 3600;

    public static LoopSettings read(Settings settings) {
        return new LoopSettings(
                settings.flag("agents.loops.enabled"),
                settings.integer("agents.loops.per-thread", 1, MAX),
                settings.integer("agents.loops.per-pair", 1, MAX),
                Duration.ofSeconds(settings.integer("agents.loops.reply-seconds", 0, MAX_SECONDS)));
    }
}
