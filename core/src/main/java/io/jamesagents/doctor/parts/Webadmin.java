package io.jamesagents.doctor.parts;

/** How James's webadmin is configured; {@code token} says whether it wants one. */
public record Webadmin(boolean enabled, String host, boolean token, boolean tls) {}
