package io.jamesagents.rest.domain;

import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.rest.domain.DomainView.DnsRecord;
import java.util.List;

/** How far a domain is. */
public record DomainStatus(String id, String name, String status, List<DnsRecord> records) {

    static DomainStatus of(MailDomain domain) {
        return new DomainStatus(domain.id().value(), domain.name(), domain.status(), List.of());
    }
}
