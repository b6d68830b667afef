package io.jamesagents.webhook.send;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * How long an endpoint asks to be left alone (RFC 9110, 10.2.3): for some seconds, or until a date. No more than two hours are
 * granted; what is neither counts as nothing.
 */
record RetryAfter(Duration pause, Instant until) {
    static final RetryAfter NONE = new RetryAfter(Duration.ZERO, null);
    private static final Duration LONGEST = Duration.ofHours(2);

    /** Reads the header; null for none. */
    static RetryAfter parse(String header) {
        if (header == null) {
            return NONE;
        }
        String text = header.trim();
        if (text.matches("[0-9]{1,9}")) {
            return new RetryAfter(Duration.ofSeconds(Long.parseLong(text)), null);
        }
        try {
            return new RetryAfter(Duration.ZERO, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    /** Counted from an answer that came at this time; zero for a date in the past. */
    Duration from(Instant now) {
        Duration wanted = until == null ? pause : Duration.between(now, until);
        if (wanted.isNegative()) {
            return Duration.ZERO;
        }
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
