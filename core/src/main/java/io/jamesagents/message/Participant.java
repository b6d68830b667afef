package io.jamesagents.message;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Somebody named in a mail's header: a role and a bare address in lower case, and the name shown with it, or null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Participant(String role, String identity, String name) {
    public static final String SENDER = "sender";
    public static final String TO = "to";
    public static final String CC = "cc";
    public static final String BCC = "bcc";
}
