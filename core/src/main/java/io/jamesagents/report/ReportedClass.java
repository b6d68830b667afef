package io.jamesagents.report;

import java.util.Locale;

/** What a report says about a recipient, in one word. */
public enum ReportedClass {
    /** Refused, and not to be tried again: status 5.x.x of RFC 3463. */
    PERMANENT,
    /** Not delivered so far, or given up for a reason that passes: status 4.x.x. */
    TEMPORARY,
    /** Delivered, relayed to a server that does not report, or expanded into a list: status 2.x.x. */
    DELIVERED,
    /** The recipient, or its provider for it, reports the mail (RFC 5965). */
    FEEDBACK,
    /** A program answered for the recipient (RFC 3834): nothing is said about the delivery. */
    AUTO_REPLY;

    public String word() {
        return this == AUTO_REPLY ? "autoreply" : name().toLowerCase(Locale.ROOT);
    }

    /** The class that the first digit of a status or of a reply code stands for; null for none. */
    static ReportedClass of(String code) {
        return switch (code == null || code.isEmpty() ? ' ' : code.charAt(0)) {
            case '5' -> PERMANENT;
            case '4' -> TEMPORARY;
            case '2' -> DELIVERED;
            default -> null;
        };
    }
}
