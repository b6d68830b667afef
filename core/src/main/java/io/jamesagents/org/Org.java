package io.jamesagents.org;

import java.time.Instant;

/** An organisation: the owner of inboxes, keys and mail. */
public record Org(OrgId id, String name, String slug, Tier tier, String status, Instant createdAt, Instant updatedAt) {}
