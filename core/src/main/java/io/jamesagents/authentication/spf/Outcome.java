package io.jamesagents.authentication.spf;

import java.util.Locale;

/** The results of SPF (RFC 7208, 2.6). */
enum Outcome {
    NONE,
    NEUTRAL,
    PASS,
    FAIL,
    SOFTFAIL,
    TEMPERROR,
    PERMERROR;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a mechanism with this sign means where it matches; null for what is no sign. */
    static Outcome ofSign(char sign) {
        return switch (sign) {
            case '+' -> PASS;
            case '-' -> FAIL;
            case '~' -> SOFTFAIL;
            case '?' -> NEUTRAL;
            default -> null;
        };
    }
}
