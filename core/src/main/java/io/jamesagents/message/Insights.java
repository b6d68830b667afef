package io.jamesagents.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of a mail: signs of danger, what the inbox's schema asks for, codes and links. Null is what nobody was
 * asked for; an object whose {@code status} is {@code pending} is being worked on.
 */
public record Insights(@Nullable ObjectNode security, @Nullable ObjectNode extraction, @Nullable ObjectNode finds) {
    public static final Insights NONE = new Insights(null, null, null);

    private static final String STATUS = "status";
    private static final String PENDING = "pending";

    /** What stands for an insight until it is there. */
    public static ObjectNode pending() {
        return Json.MAPPER.createObjectNode().put(STATUS, PENDING);
    }

    public static boolean isPending(@Nullable ObjectNode insight) {
        return insight != null && insight.path(STATUS).asText().equals(PENDING);
    }

    /** Whether one of them is still being worked on. */
    public boolean pendingAny() {
        return isPending(security) || isPending(extraction);
    }

    public @Nullable ObjectNode get(Insight insight) {
        return insight == Insight.SECURITY ? security : extraction;
    }

    /** The data in the inbox's schema; null as long as there is none. */
    public @Nullable JsonNode extractedData() {
        return extraction == null || !extraction.path("data").isObject() ? null : extraction.get("data");
    }

    /** These, with the codes and links. */
    public Insights withFinds(@Nullable ObjectNode found) {
        return new Insights(security, extraction, found);
    }
}
