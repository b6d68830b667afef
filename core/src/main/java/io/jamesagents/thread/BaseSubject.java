package io.jamesagents.thread;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A subject without its reply and forward prefixes and list tags, in the manner of RFC 5256, 2.1. */
public record BaseSubject(String text, boolean hadPrefix) {
    private static final Pattern PREFIX = Pattern.compile(
            "^(re|aw|sv|vs|antw|antwort|fw|fwd|wg|tr|rif|r|i|rv|res|enc|odp|ynt|ref|doorst|vl|vb|pd|atb|bls|回复|答复|转发)"
                    + " ?(\\[\\d{1,3}\\]|\\(\\d{1,3}\\)|\\^\\d{1,3})? ?[:\uff1a] ?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LIST_TAG = Pattern.compile("^\\[[^\\[\\]]{1,40}\\] ?(?=.)");
    private static final int MAX_STEPS = 50;

    public static BaseSubject of(String subject) {
        String rest = subject == null ? "" : subject.replaceAll("\\s+", " ").trim();
        boolean prefixed = false;
        for (int step = 0; step < MAX_STEPS; step++) {
            Matcher prefix = PREFIX.matcher(rest);
            Matcher tag = LIST_TAG.matcher(rest);
            if (prefix.find()) {
                prefixed = true;
                rest = rest.substring(prefix.end());
            } else if (tag.find()) {
                rest = rest.substring(tag.end());
            } else {
                break;
            }
        }
        return new BaseSubject(rest.trim().toLowerCase(Locale.ROOT), prefixed);
    }
}
