package io.jamesagents.attachment.text;

import io.jamesagents.Settings;
import java.time.Duration;

/**
 * How files are read: the bytes that one may have, the characters kept of its text, the time for one, the heap of the process
 * that reads them, and how long that process waits for the next file before it ends.
 */
public record TextSettings(boolean enabled, long maxBytes, int maxChars, Duration limit, int heapMib, Duration idle) {
    private static final int MIB = 20;
    private static final int MAX_MIB = 100;
    private static final int MAX_CHARS = 10_000_000;
    private static final int MAX_SECONDS = 600;
    private static final int MIN_HEAP_MIB = 64;
    private static final int MAX_HEAP_MIB = 4096;
    private static final int MAX_IDLE_SECONDS = 86_400;

    public static TextSettings read(Settings settings) {
        return new TextSettings(
                settings.flag("agents.attachments.text.enabled"),
                settings.number("agents.attachments.text.max-mib", 1, MAX_MIB) << MIB,
                settings.integer("agents.attachments.text.max-chars", 1, MAX_CHARS),
                Duration.ofSeconds(settings.integer("agents.attachments.text.time-limit", 1, MAX_SECONDS)),
                settings.integer("agents.attachments.text.heap-mib", MIN_HEAP_MIB, MAX_HEAP_MIB),
                Duration.ofSeconds(settings.integer("agents.attachments.text.idle-seconds", 1, MAX_IDLE_SECONDS)));
    }
}
