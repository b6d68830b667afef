package io.jamesagents.rest.org;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.rest.openapi.Field;

/** What a caller wants its organisation to be called. */
public record OrgBody(@Field(required = true, example = "Example") @JsonProperty("name") String name) {}
