package io.jamesagents.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.message.Insights;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few header fields that a mail's screening needs, kept with the insight that it is waiting for. */
public final class NotedHeaders {
    private static final String HEADERS = "headers";
    private static final String REPLY_TO = "reply-to";
    private static final List<String> FILTERS = List.of("x-spam", "x-rspam", "x-org-apache-james-rspamd");
    private static final int MOST = 12;
    private static final int LONGEST = 1000;

    private NotedHeaders() {}

    /** What stands for the insight until it is there. */
    public static ObjectNode pending(Map<String, String> headers) {
        ObjectNode pending = Insights.pending();
        ObjectNode noted = Json.MAPPER.createObjectNode();
        headers.entrySet().stream()
                .filter(header -> isNoted(header.getKey()))
                .limit(MOST)
                .forEach(header -> noted.put(header.getKey(), cut(header.getValue())));
        if (!noted.isEmpty()) {
            pending.set(HEADERS, noted);
        }
        return pending;
    }

    static JsonNode of(@Nullable ObjectNode pending) {
        return pending == null ? Json.MAPPER.missingNode() : pending.path(HEADERS);
    }

    private static boolean isNoted(String name) {
        return name.equals(REPLY_TO) || FILTERS.stream().anyMatch(name::startsWith);
    }

    private static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    }
}
