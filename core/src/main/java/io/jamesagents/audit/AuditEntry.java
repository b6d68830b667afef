package io.jamesagents.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Something that was done and can be accounted for: by whom ({@code actor}: the id of a key or an agent),
 * what ({@code action}, such as {@code api_key.created}), to what ({@code subject}: an id). {@code details} may be null.
 */
public record AuditEntry(String id, String actor, String action, String subject, JsonNode details, Instant createdAt) {}
