package io.jamesagents.rest.request;

import java.time.Instant;

/** How often something may be done until {@code reset}, and how often still. */
public record RateWindow(long limit, long remaining, Instant reset) {}
