package io.jamesagents.thread;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A subject without its reply and forward prefixes, in the manner of RFC 5256, 2.1. */
public record BaseSubject(String text, boolean hadPrefix) {
    private static final Pattern PREFIX = Pattern.compile(
            "^\\s*(re|fw|fwd|aw|wg|sv|vs|vb|antw|odp|r|rif|res|ref|tr|enc|ynt|bls|atb)\\s*(\\[\\d{1,3}\\]|\\(\\d{1,3}\\)|\\^\\d{1,3})?\\s*[:：]",
            Pattern.CASE_INSENSITIVE);
    private static final int MAX_PREFIXES = 50;

    public static BaseSubject of(String subject) {
        String rest = subject == null ? "" : subject;
        boolean prefixed = false;
        for (int i = 0; i < MAX_PREFIXES; i++) {
            Matcher prefix = PREFIX.matcher(rest);
            if (!prefix.find()) {
                break;
            }
            prefixed = true;
            rest = rest.substring(prefix.end());
        }
        return new BaseSubject(rest.replaceAll("\\s+", " ").trim().toLowerCase(Locale.ROOT), prefixed);
    }
}
