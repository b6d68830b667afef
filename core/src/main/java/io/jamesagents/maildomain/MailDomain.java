package io.jamesagents.maildomain;

import io.jamesagents.org.OrgId;
import java.time.Instant;

/** A domain whose mail this server takes. The shared one belongs to no organisation: its {@code org} is null. */
public record MailDomain(
        DomainId id, OrgId org, String name, DomainState state, String region, DomainProof proof, Instant createdAt) {

    public boolean shared() {
        return org == null;
    }

    public boolean verified() {
        return state == DomainState.VERIFIED;
    }
}
