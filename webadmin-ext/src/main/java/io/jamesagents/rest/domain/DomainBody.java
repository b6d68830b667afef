package io.jamesagents.rest.domain;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A domain that a caller wants to use. */
public record DomainBody(
        @JsonProperty("name") @JsonAlias("domain") String name, @JsonProperty("region") String region) {}
