package io.jamesagents.authentication.dns;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/** Domains as the DNS has them, so that they can be compared. */
public final class DomainNames {
    /** What the two versions of IDNA read differently, so that it could be another's name: sharp s, final sigma, joiners. */
    private static final String AMBIGUOUS = "\u00df\u1e9e\u03c2\u200c\u200d";

    private static final int NAME = 253;
    private static final int LABEL = 63;

    private DomainNames() {}

    /** In lower case and ASCII, without a dot at the end; empty for what is no name of two labels or more. */
    public static Optional<String> ascii(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.length() > NAME || name.chars().anyMatch(c -> AMBIGUOUS.indexOf(c) >= 0)) {
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
        return isName(name)
                && name.indexOf('.') > 0
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0);
    }

    /** Whether the DNS can have it at all (RFC 1035, 2.3.4). */
    public static boolean isName(String text) {
        if (text.isEmpty() || text.length() > NAME) {
            return false;
        }
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (dot == start || dot - start > LABEL) {
                return false;
            }
            start = dot + 1;
        }
        return start < text.length() && text.length() - start <= LABEL;
    }
}
