package io.jamesagents.rest.domain;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.rest.inbox.InboxView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A domain on the wire, with the caller's inboxes there. */
public record DomainView(
        String id,
        String name,
        String domain,
        String status,
        @Nullable String reason,
        @Nullable String region,
        boolean shared,
        List<RecordView> records,
        String createdAt,
        @JsonProperty("created_at") String createdAtSnake,
        List<InboxView> inboxes) {

    static DomainView of(MailDomain domain, List<RecordView> records, List<InboxView> inboxes) {
        String created = Json.time(domain.createdAt());
        return new DomainView(
                domain.id().value(),
                domain.name(),
                domain.name(),
                domain.state().word(),
                domain.proof().reason(),
                domain.region(),
                domain.shared(),
                records,
                created,
                created,
                inboxes);
    }
}
