package io.jamesagents.rest.mcp;

import io.jamesagents.AgentsException.Forbidden;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The web pages that may call. A browser says which page a request comes from; a name that an attacker's page points at this
 * machine (DNS rebinding) is none of these. Programs say nothing, and may call.
 */
final class Origins {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/]+");

    private final Set<String> allowed;

    /** Those of the settings, and that of the public URL, if there is one. */
    Origins(McpSettings settings, @Nullable String publicUrl) {
        this.allowed = new HashSet<>(settings.origins());
        Matcher own = ORIGIN.matcher(publicUrl == null ? "" : publicUrl.toLowerCase(Locale.ROOT));
        if (own.lookingAt()) {
            allowed.add(own.group());
        }
    }

    void require(@Nullable String origin) {
        if (origin != null && !allowed.contains(origin.strip().toLowerCase(Locale.ROOT))) {
            throw new Forbidden("Pages of this origin may not call", List.of());
        }
    }
}
