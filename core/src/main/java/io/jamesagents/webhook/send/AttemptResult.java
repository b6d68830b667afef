package io.jamesagents.webhook.send;

import java.time.Duration;

/**
 * What came of one request: the status of the answer or, without one, null; null or what went wrong; how long the endpoint
 * asks to be left alone, or zero.
 */
record AttemptResult(Integer status, String error, Duration retryAfter, long latencyMs) {
    private static final int GONE = 410;
    private static final int MAX_ERROR = 500;

    static AttemptResult answered(int status, String body, Duration retryAfter, long latencyMs) {
        boolean success = status >= 200 && status < 300;
        String error = success ? null : "HTTP " + status + ": " + clean(body);
        return new AttemptResult(status, error, retryAfter, latencyMs);
    }

    static AttemptResult failed(String error, long latencyMs) {
        return new AttemptResult(null, clean(error), Duration.ZERO, latencyMs);
    }

    boolean success() {
        return error == null;
    }

    /** The endpoint says that it will never take this again. */
    boolean gone() {
        return status != null && status == GONE;
    }

    /** PostgreSQL's TEXT cannot hold NUL. */
    private static String clean(String text) {
        String kept = text.replace("\0", "").trim();
        return kept.codePointCount(0, kept.length()) <= MAX_ERROR
                ? kept
                : kept.substring(0, kept.offsetByCodePoints(0, MAX_ERROR));
    }
}
