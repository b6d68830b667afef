package io.jamesagents.report;

import java.util.Locale;
import java.util.Objects;

/** The reverse-path of a mail to one recipient (RFC 5321, 4.4); {@code day} is the day it is made, counted from 1970 in UTC. */
public record ReturnPath(String tag, long day, String domain) {
    /** The local part before the tag. Nobody has an inbox of this name. */
    public static final String LOCAL_PART = "b";

    public ReturnPath {
        Objects.requireNonNull(tag);
        domain = domain.toLowerCase(Locale.ROOT);
    }

    public String address() {
        return LOCAL_PART + "+" + tag + "@" + domain;
    }
}
