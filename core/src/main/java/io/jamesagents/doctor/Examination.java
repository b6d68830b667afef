package io.jamesagents.doctor;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What all checks found, the worst first. */
public record Examination(Instant at, List<Finding> findings) {
    public Examination {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::check))
                .toList();
    }

    /** How bad the worst finding is. */
    public Severity status() {
        return findings.isEmpty() ? Severity.OK : findings.get(0).severity();
    }

    /** Those that call for something to be done. */
    public List<Finding> complaints() {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.OK)
                .toList();
    }
}
