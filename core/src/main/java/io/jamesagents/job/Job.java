package io.jamesagents.job;

import io.jamesagents.org.OrgId;

/** A claimed job; {@code attempts} counts this one, {@code lease} names the claim. */
public record Job(String id, OrgId org, String kind, String subjectId, int attempts, String lease) {}
