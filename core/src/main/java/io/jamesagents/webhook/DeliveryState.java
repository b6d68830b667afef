package io.jamesagents.webhook;

import io.jamesagents.AgentsException.Invalid;
import java.util.Locale;

/** How far a delivery has come. */
public enum DeliveryState {
    /** No attempt has failed yet. */
    PENDING,
    /** The endpoint answered with success. */
    DELIVERED,
    /** An attempt failed and another one is to come. */
    FAILED,
    /** All attempts failed; only a retry by hand can still deliver it. */
    DEAD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a word or one of its aliases; null for none. */
    public static DeliveryState parse(String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        return switch (word) {
            case "pending" -> PENDING;
            case "delivered", "success" -> DELIVERED;
            case "failed", "retrying" -> FAILED;
            case "dead" -> DEAD;
            default -> throw new Invalid("status", "Invalid status. Must be one of pending, delivered, failed, dead");
        };
    }
}
