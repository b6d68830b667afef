package io.jamesagents.dmarc;

import java.time.Instant;
import java.util.List;

/** An aggregate report about a domain's mail (RFC 7489, 7.2 and appendix C). {@code email} may be null. */
public record DmarcReport(
        String reportId, String orgName, String email, Instant begin, Instant end, Policy policy, List<Row> rows) {

    /** The policy that the reporter found, with the standard's defaults for what it left out. */
    public record Policy(String domain, String adkim, String aspf, String p, String sp, int pct) {}

    /**
     * Mails from one source that were treated alike. The two results are those of aligned identifiers, {@code pass} or {@code
     * fail}; what follows them may be null.
     */
    public record Row(
            String sourceIp,
            long count,
            String disposition,
            String dkimResult,
            String spfResult,
            String headerFrom,
            String dkimDomain,
            String dkimSelector,
            String spfDomain) {

        public boolean passed() {
            return dkimResult.equals("pass") || spfResult.equals("pass");
        }
    }

    /** How many mails it is about. */
    public long messages() {
        return rows.stream().mapToLong(Row::count).sum();
    }
}
