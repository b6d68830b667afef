package io.jamesagents.job;

import io.jamesagents.org.OrgId;

/** Work to be done after a mail is in; {@code attempts} counts this one. */
public record Job(String id, OrgId org, String kind, String subjectId, int attempts) {}
