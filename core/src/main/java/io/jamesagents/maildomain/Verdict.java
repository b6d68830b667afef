package io.jamesagents.maildomain;

import io.jamesagents.maildomain.dns.DnsLookups.Findings;
import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import io.jamesagents.maildomain.dns.RecordState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What follows for a domain from what was found in the DNS; {@code reason} is null when it is verified. */
record Verdict(DomainState state, String reason) {
    static final Verdict TAKEN =
            new Verdict(DomainState.FAILED, "The domain is already verified by somebody else on this server");

    private static final Verdict VERIFIED = new Verdict(DomainState.VERIFIED, null);

    /** A domain that is verified stays so. */
    static Verdict of(MailDomain domain, Findings found) {
        String failed = names(found.states(), RecordState.FAILED);
        String pending = names(found.states(), RecordState.PENDING);
        if (domain.verified() || (failed.isEmpty() && pending.isEmpty())) {
            return VERIFIED;
        }
        if (!failed.isEmpty()) {
            return new Verdict(DomainState.FAILED, "The DNS has something else for: " + failed);
        }
        return found.complete()
                ? new Verdict(DomainState.PENDING, "Not found in the DNS yet: " + pending)
                : new Verdict(DomainState.TEMPORARY_FAILURE, "The DNS did not answer: try again later");
    }

    boolean verified() {
        return state == DomainState.VERIFIED;
    }

    private static String names(Map<Kind, RecordState> states, RecordState wanted) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.required() && states.get(kind) == wanted)
                .map(Kind::name)
                .collect(Collectors.joining(", "));
    }
}
