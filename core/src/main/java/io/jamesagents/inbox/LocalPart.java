package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Invalid;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of an inbox's address before the {@code @}; a plus sign is kept for routing tokens. */
final class LocalPart {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final int MAX = 64;
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "admin",
            "administrator",
            "dmarc",
            "hostmaster",
            "mailer-daemon",
            "no-reply",
            "noreply",
            "postmaster",
            "root",
            "security",
            "webmaster");

    /** That of the return paths of mail out ({@code b+tag@}), also on the domains of organisations. */
    private static final String RETURN_PATHS = "b";

    private LocalPart() {}

    /** Whether nobody may have it on the shared domain. */
    static boolean reserved(String local) {
        return RESERVED.contains(local) || local.equals(RETURN_PATHS);
    }

    static String parse(String text, boolean sharedDomain) {
        if (text == null || text.isBlank()) {
            throw new Invalid("local_part", "local_part is required");
        }
        String local = text.trim().toLowerCase(Locale.ROOT);
        if (local.length() > MAX || !FORM.matcher(local).matches()) {
            throw new Invalid(
                    "local_part",
                    "local_part may have up to " + MAX + " letters, digits, '-', '_' and single dots inside");
        }
        if (local.equals(RETURN_PATHS) || sharedDomain && reserved(local)) {
            throw new Invalid("local_part", "local_part '" + local + "' is reserved");
        }
        return local;
    }
}
