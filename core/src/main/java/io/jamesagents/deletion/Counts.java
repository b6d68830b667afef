package io.jamesagents.deletion;

import io.jamesagents.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many of each kind; the kinds are those that clients know, and those that this server has none of are 0. {@code threads}
 * are conversations that end, {@code thread_metadata} their tags, {@code delivery_events} recipients of sent mail.
 */
public record Counts(Map<String, Long> each) {
    static final String MESSAGES = "messages";
    static final String ATTACHMENTS = "attachments";
    static final String THREADS = "threads";
    static final String THREAD_METADATA = "thread_metadata";
    static final String DOMAINS = "domains";
    static final String INBOXES = "inboxes";
    static final String WEBHOOK_DELIVERIES = "webhook_deliveries";
    static final String DELIVERY_EVENTS = "delivery_events";
    static final String DMARC_REPORTS = "dmarc_reports";
    static final String API_KEYS = "api_keys";
    static final String SUPPRESSIONS = "suppressions";

    private static final List<String> KINDS = List.of(
            MESSAGES,
            ATTACHMENTS,
            THREADS,
            THREAD_METADATA,
            DOMAINS,
            INBOXES,
            WEBHOOK_DELIVERIES,
            DELIVERY_EVENTS,
            API_KEYS,
            "blocked_spam",
            DMARC_REPORTS,
            "alerts",
            SUPPRESSIONS,
            "spam_reports",
            "audit_logs",
            "users",
            "sessions",
            "verification_tokens");

    static final Counts NONE = new Counts(Map.of());

    public Counts {
        Map<String, Long> all = new LinkedHashMap<>();
        for (String kind : KINDS) {
            all.put(kind, each.getOrDefault(kind, 0L));
        }
        each = all;
    }

    static Counts of(String kind, long count) {
        return new Counts(Map.of(kind, count));
    }

    static Counts read(String json) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Json.tree(json)
                .fields()
                .forEachRemaining(
                        field -> counts.put(field.getKey(), field.getValue().asLong()));
        return new Counts(counts);
    }

    Counts plus(Counts more) {
        Map<String, Long> sum = new LinkedHashMap<>(each);
        more.each.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        return new Counts(sum);
    }

    /** Each kind, and their sum as {@code total}. */
    public Map<String, Long> withTotal() {
        Map<String, Long> all = new LinkedHashMap<>(each);
        all.put("total", each.values().stream().mapToLong(Long::longValue).sum());
        return all;
    }
}
