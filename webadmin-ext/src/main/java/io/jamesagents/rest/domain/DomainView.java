package io.jamesagents.rest.domain;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.rest.inbox.InboxView;
import java.util.List;

/** A domain on the wire, with the caller's inboxes there. The shared domain's DNS records are the operator's matter. */
public record DomainView(
        String id,
        String name,
        String domain,
        String status,
        String region,
        boolean shared,
        List<DnsRecord> records,
        String createdAt,
        @JsonProperty("created_at") String createdAtSnake,
        List<InboxView> inboxes) {

    /** A record that the domain needs in the DNS. */
    public record DnsRecord(
            String record, String type, String name, String value, String status, String ttl, Integer priority) {}

    static DomainView of(MailDomain domain, List<InboxView> inboxes) {
        String created = Json.time(domain.createdAt());
        return new DomainView(
                domain.id().value(),
                domain.name(),
                domain.name(),
                domain.status(),
                domain.region(),
                domain.shared(),
                List.of(),
                created,
                created,
                inboxes);
    }
}
