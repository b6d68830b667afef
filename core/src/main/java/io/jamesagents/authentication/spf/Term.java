package io.jamesagents.authentication.spf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism of a record with what it means where it matches (RFC 7208, section 5).
 *
 * @param domain that it is about; null for the one whose record it is in
 * @param network of {@code ip4} and {@code ip6}
 * @param length4 how many bits of an IPv4 address count
 * @param length6 how many bits of an IPv6 address count
 */
record Term(
        Outcome outcome,
        Mechanism mechanism,
        @Nullable MacroString domain,
        @Nullable IpNetwork network,
        int length4,
        int length6) {
    private static final Pattern LENGTHS = Pattern.compile("(?:/([0-9]*))?(?://([0-9]*))?");

    enum Mechanism {
        ALL,
        INCLUDE,
        A,
        MX,
        PTR,
        IP4,
        IP6,
        EXISTS;

        static Mechanism of(String name) throws SpfError {
            for (Mechanism mechanism : values()) {
                if (mechanism.name().equalsIgnoreCase(name)) {
                    return mechanism;
                }
            }
            throw SpfError.permanent();
        }

        /** Whether it makes the receiver ask, which is counted (RFC 7208, 4.6.4). */
        boolean asks() {
            return this != ALL && this != IP4 && this != IP6;
        }
    }

    static Term parse(String text) throws SpfError {
        Outcome sign = Outcome.ofSign(text.charAt(0));
        String mechanism = sign == null ? text : text.substring(1);
        Outcome outcome = sign == null ? Outcome.PASS : sign;
        int end = endOfName(mechanism);
        String rest = mechanism.substring(end);
        return switch (Mechanism.of(mechanism.substring(0, end))) {
            case ALL -> plain(outcome, Mechanism.ALL, require(rest.isEmpty(), null));
            case INCLUDE -> plain(outcome, Mechanism.INCLUDE, domain(rest));
            case EXISTS -> plain(outcome, Mechanism.EXISTS, domain(rest));
            case PTR -> plain(outcome, Mechanism.PTR, rest.isEmpty() ? null : domain(rest));
            case A -> hosts(outcome, Mechanism.A, rest);
            case MX -> hosts(outcome, Mechanism.MX, rest);
            case IP4 -> network(outcome, Mechanism.IP4, rest);
            case IP6 -> network(outcome, Mechanism.IP6, rest);
        };
    }

    private static int endOfName(String mechanism) {
        int end = 0;
        while (end < mechanism.length() && mechanism.charAt(end) != ':' && mechanism.charAt(end) != '/') {
            end++;
        }
        return end;
    }

    private static Term plain(Outcome outcome, Mechanism mechanism, @Nullable MacroString domain) {
        return new Term(outcome, mechanism, domain, null, 32, 128);
    }

    /** {@code a} and {@code mx}: a domain or none, and two lengths or none. */
    private static Term hosts(Outcome outcome, Mechanism mechanism, String rest) throws SpfError {
        int slash = startOfLengths(rest);
        Matcher lengths = LENGTHS.matcher(rest.substring(slash));
        require(lengths.matches(), null);
        String domain = rest.substring(0, slash);
        return new Term(
                outcome,
                mechanism,
                domain.isEmpty() ? null : domain(domain),
                null,
                length(lengths.group(1), 32),
                length(lengths.group(2), 128));
    }

    /** A domain may have slashes in it as well: the lengths are what is only slashes and digits at the end. */
    private static int startOfLengths(String rest) {
        int at = rest.length();
        while (at > 0 && (rest.charAt(at - 1) == '/' || Character.digit(rest.charAt(at - 1), 10) >= 0)) {
            at--;
        }
        int slash = rest.indexOf('/', at);
        return slash < 0 ? rest.length() : slash;
    }

    private static Term network(Outcome outcome, Mechanism mechanism, String rest) throws SpfError {
        require(rest.startsWith(":"), null);
        int slash = rest.indexOf('/');
        String address = rest.substring(1, slash < 0 ? rest.length() : slash);
        byte[] bytes = mechanism == Mechanism.IP4 ? IpNetwork.ip4(address) : IpNetwork.ip6(address);
        int length = length(slash < 0 ? null : rest.substring(slash + 1), bytes.length * 8);
        return new Term(outcome, mechanism, null, new IpNetwork(bytes, length), 32, 128);
    }

    private static int length(@Nullable String digits, int greatest) throws SpfError {
        return digits == null ? greatest : IpNetwork.number(digits, greatest);
    }

    private static MacroString domain(String rest) throws SpfError {
        require(rest.startsWith(":"), null);
        return MacroString.domain(rest.substring(1));
    }

    private static <T> T require(boolean right, T value) throws SpfError {
        if (!right) {
            throw SpfError.permanent();
        }
        return value;
    }

    /** Of an address that a lookup gave. */
    IpNetwork around(byte[] address) {
        return new IpNetwork(address, address.length == 4 ? length4 : length6);
    }
}
