package io.jamesagents.message;

import java.time.Duration;

/** How much of a mail is looked at. A mail past a limit is kept as it is and marked; only the looking stops. */
public record Limits(
        int depth,
        int parts,
        int headers,
        int headerBytes,
        int textChars,
        int recipients,
        int references,
        Duration time) {

    /** MIME depth 50, 1,000 parts, 2,000 header fields of at most 100 KB, 1 Mi characters of text, 5 s. */
    public static final Limits DEFAULT =
            new Limits(50, 1_000, 2_000, 100 * 1024, 1024 * 1024, 500, 100, Duration.ofSeconds(5));

    /** Looks at nothing but the header of a mail. */
    static final Limits HEADERS_ONLY = new Limits(0, 0, 2_000, 100 * 1024, 0, 500, 100, Duration.ofSeconds(5));

    boolean headersOnly() {
        return parts == 0;
    }
}
