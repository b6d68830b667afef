package io.jamesagents.maildomain;

import io.jamesagents.AgentsException.Invalid;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a mail domain as the DNS has it: lower-case A-labels (RFC 5890), without a dot at the end. */
final class DomainName {
    private static final String PATH = "name";
    private static final int MAX = 253;
    private static final Pattern LABELS =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    /** Hyphens in the third and fourth place are kept for A-labels. */
    private static final Pattern RESERVED = Pattern.compile("(^|.*\\.)(?!xn--)..--.*");
    /** What IDNA 2003 maps to other letters, and IDNA 2008 keeps: the two would name two domains. */
    private static final Pattern AMBIGUOUS = Pattern.compile(".*[\u00df\u03c2\u200c\u200d].*", Pattern.DOTALL);

    private DomainName() {}

    static String parse(String text) {
        if (text == null || text.isBlank()) {
            throw new Invalid(PATH, "name is required");
        }
        String given = text.trim();
        if (given.length() > MAX) {
            throw new Invalid(PATH, "name may have at most " + MAX + " characters");
        }
        if (AMBIGUOUS.matcher(given).matches()) {
            throw new Invalid(PATH, "name has a letter that is encoded in two ways: write it in its xn-- form");
        }
        String name = ascii(given).toLowerCase(Locale.ROOT);
        if (name.length() > MAX
                || !LABELS.matcher(name).matches()
                || RESERVED.matcher(name).matches()) {
            throw malformed();
        }
        return name;
    }

    private static String ascii(String text) {
        try {
            return IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static Invalid malformed() {
        return new Invalid(PATH, "name must be a domain name such as example.org, without a dot at the end");
    }

    /** Whether one of the names is the other, or lies below it. */
    static boolean related(String one, String other) {
        return one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one);
    }
}
