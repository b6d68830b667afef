package io.jamesagents.org;

import java.util.Locale;

/** What an organisation may send: see {@code agents.limits.*}. */
public enum Tier {
    FREE,
    PRO,
    ENTERPRISE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Tier parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
