package io.jamesagents.dmarc;

import java.time.Instant;
import java.util.List;

/**
 * What the reports say that end between two times. A mail passes when SPF or DKIM passed with an aligned identifier;
 * {@code overrides} are failing mails that were not just let through.
 */
public record DmarcSummary(
        String domain,
        Instant begin,
        Instant end,
        long reports,
        long messages,
        long passed,
        long dkimPassed,
        long spfPassed,
        long overrides,
        List<Source> sources) {

    /** One of the busiest senders; it passes when all of its mails did. */
    public record Source(String ip, long messages, boolean pass) {}
}
