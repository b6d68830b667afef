package io.jamesagents.job;

import io.jamesagents.org.OrgId;
import java.time.Instant;

/** A claimed job, due since {@code due}; {@code attempts} counts this one, {@code lease} names the claim. */
public record Job(String id, OrgId org, String kind, String subjectId, int attempts, String lease, Instant due) {}
