package io.jamesagents.report;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The local parts to which, on each of our domains, complaints come. */
public record ReportSettings(Set<String> feedback) {
    private static final String KEY = "agents.reports.feedback";
    private static final Pattern LOCAL_PART = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    public ReportSettings {
        feedback = Set.copyOf(feedback);
    }

    public static ReportSettings read(Settings settings) {
        Set<String> names = settings.list(KEY).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        for (String name : names) {
            if (!LOCAL_PART.matcher(name).matches()) {
                throw new InvalidSetting(KEY, "has '" + name + "', which is not the part of an address before the @");
            }
        }
        return new ReportSettings(names);
    }
}
