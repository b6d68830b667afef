package io.jamesagents.report;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as reports write them. */
final class MailAddresses {
    /** One address, without brackets, as part of a larger pattern. */
    static final String ONE =
            "[^\\s<>()\\[\\],;:\"'@|=]{1,64}(?:=[^\\s<>()\\[\\],;:\"'@|=]{0,64}){0,4}@[A-Za-z0-9_][A-Za-z0-9_.-]{0,253}";

    private static final Pattern ANY = Pattern.compile(ONE);
    private static final Pattern ROUTE = Pattern.compile("^@[^:]{1,253}:");
    private static final Pattern TYPE = Pattern.compile("^[A-Za-z0-9-]{1,20}\\s*;");
    private static final Set<String> SYSTEM =
            Set.of("mailer-daemon", "postmaster", "post_master", "abuse", "no-reply", "noreply", "mailerdaemon");

    private MailAddresses() {}

    /** The address in a field such as {@code Final-Recipient: rfc822; a@b} (RFC 3464, 2.3.2). */
    static Optional<String> inField(String value) {
        if (value == null) {
            return Optional.empty();
        }
        String bare = TYPE.matcher(value.strip()).replaceFirst("").strip();
        bare = bare.startsWith("<") ? bare.substring(1) : bare;
        return first(ROUTE.matcher(bare).replaceFirst(""));
    }

    /** The first address in a text. */
    static Optional<String> first(String text) {
        Matcher found = ANY.matcher(text);
        return found.find() ? Optional.of(plain(found.group())) : Optional.empty();
    }

    static Set<String> every(String text) {
        Set<String> all = new LinkedHashSet<>();
        ANY.matcher(text).results().forEach(found -> all.add(plain(found.group())));
        return all;
    }

    /** In lower case, without a full stop behind it. */
    static String plain(String address) {
        String text = address.toLowerCase(Locale.ROOT);
        int end = text.length();
        while (end > 0 && ".-".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Whether it is one of a mail system itself, such as a bounce comes from. */
    static boolean ofSystem(String address) {
        return SYSTEM.contains(address.substring(0, address.indexOf('@')));
    }
}
