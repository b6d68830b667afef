package io.jamesagents.rest.domain;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.rest.openapi.Field;

/** A domain that a caller wants to use. */
public record DomainBody(
        @Field(required = true, example = "example.org") @JsonProperty("name") @JsonAlias("domain") String name,
        @JsonProperty("region") String region) {}
