package io.jamesagents.rest.domain;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.maildomain.MailDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a domain is; {@code reason} says what is in the way, or is null. */
public record DomainStatus(
        String id,
        String name,
        String status,
        @Nullable String reason,
        List<RecordView> records,
        @Nullable String region,
        String createdAt,
        @JsonProperty("created_at") String createdAtSnake) {

    static DomainStatus of(MailDomain domain, List<RecordView> records) {
        String created = Json.time(domain.createdAt());
        return new DomainStatus(
                domain.id().value(),
                domain.name(),
                domain.state().word(),
                domain.proof().reason(),
                records,
                domain.region(),
                created,
                created);
    }
}
