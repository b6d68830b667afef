package io.jamesagents.rest.event;

import io.jamesagents.Settings;

/** How many streams of events may be open, and how many calls may wait for a mail, of one organisation and in all. */
public record LiveSettings(int streamsPerOrg, int streams, int waitsPerOrg, int waits) {
    public static final LiveSettings DEFAULT = new LiveSettings(50, 500, 200, 2000);
    private static final int MAX = 100_000;

    public static LiveSettings read(Settings settings) {
        return new LiveSettings(
                settings.integer("agents.events.streams-per-org", 0, MAX),
                settings.integer("agents.events.streams", 0, MAX),
                settings.integer("agents.events.waits-per-org", 0, MAX),
                settings.integer("agents.events.waits", 0, MAX));
    }
}
