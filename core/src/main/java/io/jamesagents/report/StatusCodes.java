package io.jamesagents.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Status codes (RFC 3463) and reply codes (RFC 5321, 4.2) in the words of mail servers. */
final class StatusCodes {
    private static final Pattern STATUS =
            Pattern.compile("(?<![0-9.A-Za-z_-])([245])\\.([0-9]{1,3})\\.([0-9]{1,3})(?![0-9]|\\.[0-9])");
    private static final Pattern AFTER_STATUS =
            Pattern.compile("(?<![0-9])[45][0-9]{2}[ -]+[#(]{0,2}([45]\\.[0-9]{1,3}\\.[0-9]{1,3})(?![0-9])");
    private static final Pattern REPLY = Pattern.compile(
            "(?=[45])(?<![0-9.A-Za-z/_-])(?<![^\\s]:)([45][0-5][0-9])(?=[ \\-:,;)]|$)", Pattern.MULTILINE);
    private static final Pattern GENERIC = Pattern.compile("[245]\\.[0-9]\\.0");

    private StatusCodes() {}

    /** The first status in a text, one right after a reply code before all others; null for none. */
    static String status(String text) {
        Matcher after = AFTER_STATUS.matcher(text);
        if (after.find()) {
            return after.group(1);
        }
        Matcher any = STATUS.matcher(text);
        return any.find() ? any.group() : null;
    }

    /** The first reply code that tells of a failure; null for none. */
    static Integer reply(String text) {
        Matcher found = REPLY.matcher(text);
        return found.find() ? Integer.valueOf(found.group(1)) : null;
    }

    /** Whether a status says no more than its class. */
    static boolean generic(String status) {
        return GENERIC.matcher(status).matches();
    }
}
