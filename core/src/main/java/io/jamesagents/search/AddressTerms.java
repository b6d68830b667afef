package io.jamesagents.search;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The terms under which an address is found: {@code user@host.example} itself, and {@code @host.example} for its domain. */
public final class AddressTerms {
    /** Longer ones are no addresses, and engines take no terms of any length. */
    private static final int LONGEST = 320;

    private AddressTerms() {}

    public static Set<String> of(Collection<String> addresses) {
        Set<String> terms = new HashSet<>();
        for (String address : addresses) {
            String lower = address.toLowerCase(Locale.ROOT);
            int at = lower.lastIndexOf('@');
            if (lower.length() <= LONGEST) {
                terms.add(lower);
                terms.add(at > 0 ? lower.substring(at) : lower);
            }
        }
        return terms;
    }

    /** The term of a filter, which is an address or a domain; null for null. */
    public static String wanted(String addressOrDomain) {
        if (addressOrDomain == null) {
            return null;
        }
        String lower = addressOrDomain.trim().toLowerCase(Locale.ROOT);
        return lower.contains("@") ? lower : "@" + lower;
    }
}
