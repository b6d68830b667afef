package io.jamesagents.screening;

import io.jamesagents.Settings;
import java.util.List;

/**
 * How mail is screened.
 *
 * @param spamHeaders the fields in which the operator's spam filter writes what it found; empty for no filter
 */
public record ScreeningSettings(List<String> spamHeaders) {
    public ScreeningSettings {
        spamHeaders = List.copyOf(spamHeaders);
    }

    public static ScreeningSettings read(Settings settings) {
        return new ScreeningSettings(settings.list("agents.screening.spam-headers"));
    }
}
