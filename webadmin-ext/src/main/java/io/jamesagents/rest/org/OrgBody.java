package io.jamesagents.rest.org;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller wants its organisation to be called. */
public record OrgBody(@JsonProperty("name") String name) {}
