package io.jamesagents.webhook.send;

import java.util.Set;

/**
 * What came of one request: the status of the answer or, without one, null; null or what went wrong; how long the endpoint
 * asks to be left alone.
 */
record AttemptResult(Integer status, String error, RetryAfter retryAfter, long latencyMs) {
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
    private static final int GONE = 410;
    private static final int MAX_ERROR = 500;

    static AttemptResult answered(int status, String body, RetryAfter retryAfter, long latencyMs) {
        boolean success = status >= 200 && status < 300;
        String error = success ? null : "HTTP " + status + ": " + clean(body);
        return new AttemptResult(status, error, retryAfter, latencyMs);
    }

    static AttemptResult failed(String error, long latencyMs) {
        return new AttemptResult(null, clean(error), RetryAfter.NONE, latencyMs);
    }

    boolean success() {
        return error == null;
    }

    /** The endpoint says that it will never take this again. */
    boolean gone() {
        return status != null && status == GONE;
    }

    /** The endpoint says that it has too much to do; what it asks for concerns whatever is sent there. */
    boolean busy() {
        return status != null && BUSY.contains(status);
    }

    /** PostgreSQL's TEXT cannot hold NUL. */
    private static String clean(String text) {
        String kept = text.replace("\0", "").trim();
        return kept.codePointCount(0, kept.length()) <= MAX_ERROR
                ? kept
                : kept.substring(0, kept.offsetByCodePoints(0, MAX_ERROR));
    }
}
