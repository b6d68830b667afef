package io.jamesagents.agent;

import io.jamesagents.AgentsException.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** What an agent says about itself beside its names; everything may be absent. */
public record Profile(String avatarUrl, String websiteUrl, String moltbookHandle, List<String> capabilities) {
    private static final int MAX_URL = 2048;
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_]{1,50}");
    private static final int MAX_CAPABILITIES = 20;
    private static final int MAX_CAPABILITY = 100;

    public Profile {
        requireUrl("avatarUrl", avatarUrl);
        requireUrl("websiteUrl", websiteUrl);
        if (moltbookHandle != null && !HANDLE.matcher(moltbookHandle).matches()) {
            throw invalid("moltbookHandle", "moltbookHandle may have 1 to 50 letters, digits and '_'");
        }
        capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        if (capabilities.size() > MAX_CAPABILITIES || !capabilities.stream().allMatch(Profile::isCapability)) {
            throw invalid(
                    "capabilities",
                    "capabilities may have up to " + MAX_CAPABILITIES + " texts of 1 to " + MAX_CAPABILITY
                            + " characters");
        }
    }

    private static boolean isCapability(String text) {
        return !text.isBlank()
                && text.length() <= MAX_CAPABILITY
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static void requireUrl(String field, String url) {
        if (url != null && (url.length() > MAX_URL || !isHttp(url))) {
            throw invalid(field, field + " must be an http or https URL of up to " + MAX_URL + " characters");
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = new URI(url);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Invalid invalid(String field, String message) {
        return new Invalid("invalid_field", field, message);
    }
}
