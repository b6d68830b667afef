package io.jamesagents.maildomain;

import java.util.Locale;

/** How far a domain is. Mail goes in and out only while it is verified. */
public enum DomainState {
    /** Records that it needs were not found yet. */
    PENDING,
    /** Proved; stays so. */
    VERIFIED,
    /** The DNS has other records in the place of those it needs, or the name is verified elsewhere. */
    FAILED,
    /** The DNS did not answer. */
    TEMPORARY_FAILURE;

    /** As it is stored, and written on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DomainState parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
