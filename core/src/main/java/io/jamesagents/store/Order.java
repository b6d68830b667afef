package io.jamesagents.store;

import io.jamesagents.AgentsException.Invalid;

/** The direction of a list. */
public enum Order {
    ASC,
    DESC;

    /** Reads {@code asc} or {@code desc}; absent is the list's default. */
    public static Order parse(String text, Order absent) {
        if (text == null || text.isEmpty()) {
            return absent;
        }
        return switch (text) {
            case "asc" -> ASC;
            case "desc" -> DESC;
            default -> throw new Invalid("order", "Invalid order. Must be one of asc, desc");
        };
    }

    /** The comparison that finds the rows after a cursor. */
    public String after() {
        return this == ASC ? ">" : "<";
    }
}
