package io.jamesagents.rest.org;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.org.Org;

/** An organisation on the wire. */
public record OrgView(
        String id,
        String name,
        String slug,
        String tier,
        String status,
        String createdAt,
        @JsonProperty("created_at") String createdAtSnake,
        String updatedAt,
        @JsonProperty("updated_at") String updatedAtSnake) {

    static OrgView of(Org org) {
        String created = Json.time(org.createdAt());
        String updated = Json.time(org.updatedAt());
        return new OrgView(
                org.id().value(),
                org.name(),
                org.slug(),
                org.tier().word(),
                org.status(),
                created,
                created,
                updated,
                updated);
    }
}
