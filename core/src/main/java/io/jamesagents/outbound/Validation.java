package io.jamesagents.outbound;

import java.util.List;

/** What was found out about the recipients before the answer. */
public record Validation(List<Rejected> rejected, List<String> warnings, List<String> suppressed, long durationMs) {

    /** A recipient to whom nothing is sent, and why. */
    public record Rejected(String email, String reason, String detail) {}
}
