package io.jamesagents.authentication.dmarc;

import io.jamesagents.authentication.dns.Lookups;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/** Domains as the DNS has them, so that they can be compared. */
final class DomainNames {
    /** What the two versions of IDNA read differently, so that it could be another's name: sharp s, final sigma, joiners. */
    private static final String AMBIGUOUS = "\u00df\u1e9e\u03c2\u200c\u200d";

    private DomainNames() {}

    /** In lower case and ASCII, without a dot at the end; empty for what is no name of two labels or more. */
    static Optional<String> ascii(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.length() > 253 || name.chars().anyMatch(c -> AMBIGUOUS.indexOf(c) >= 0)) {
            return Optional.empty();
        }
        try {
            String ascii = (isAscii(name) ? name : IDN.toASCII(name)).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(DomainNames::isDomain);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static boolean isDomain(String name) {
        return Lookups.isName(name)
                && name.indexOf('.') > 0
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0);
    }
}
