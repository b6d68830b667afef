package io.jamesagents.report;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells mail that no person wrote just now, which must not be answered automatically (RFC 3834, section 2). */
public final class AutomaticMail {
    /** The mark of a message that no person wrote just now. */
    public static final String MARK = "automatic";

    private static final Set<String> PRECEDENCES = Set.of("bulk", "junk", "list", "auto_reply");
    private static final Set<String> MARKS =
            Set.of("list-id", "x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-autoresponder", "x-loop");

    private AutomaticMail() {}

    /** {@code headers} are unfolded, under their names in lower case; {@code sender} is the reverse-path, empty or null for none. */
    public static boolean is(Map<String, String> headers, String sender) {
        return sender == null
                || sender.isEmpty()
                || submitted(headers.get("auto-submitted"))
                || PRECEDENCES.contains(word(headers.get("precedence")))
                || MARKS.stream().anyMatch(headers::containsKey);
    }

    /** Whether this Auto-Submitted says something else than {@code no}, comments and parameters aside (RFC 3834, section 5). */
    public static boolean submitted(String value) {
        String word = word(value);
        return !word.isEmpty() && !word.equals("no");
    }

    private static String word(String value) {
        return value == null
                ? ""
                : value.replaceAll("\\([^)]*\\)", " ").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
