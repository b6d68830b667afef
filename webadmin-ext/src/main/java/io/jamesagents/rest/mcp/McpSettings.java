package io.jamesagents.rest.mcp;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether {@code /mcp} is served, and from which web pages (origins, RFC 6454) it may be called. */
public record McpSettings(boolean enabled, Set<String> origins) {
    /** For programs only. */
    public static final McpSettings DEFAULT = new McpSettings(true, Set.of());

    private static final String ORIGINS = "agents.mcp.origins";
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");

    public McpSettings {
        origins =
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    public static McpSettings read(Settings settings) {
        for (String origin : settings.list(ORIGINS)) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new InvalidSetting(ORIGINS, "has '" + origin + "', which is not like https://app.example.org");
            }
        }
        return new McpSettings(settings.flag("agents.mcp.enabled"), Set.copyOf(settings.list(ORIGINS)));
    }
}
