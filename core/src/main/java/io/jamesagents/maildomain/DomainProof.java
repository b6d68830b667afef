package io.jamesagents.maildomain;

import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import io.jamesagents.maildomain.dns.RecordState;
import java.util.Map;

/**
 * What proves a domain, and how that was found at the last check. {@code challenge} is null for the shared domain, the key's
 * selector and public half are null until it has one, {@code reason} is null when nothing is in the way.
 */
public record DomainProof(
        String challenge, String selector, String publicKey, Map<Kind, RecordState> checks, String reason) {

    public DomainProof {
        checks = Map.copyOf(checks);
    }

    RecordState state(Kind kind) {
        return checks.getOrDefault(kind, RecordState.NOT_STARTED);
    }
}
