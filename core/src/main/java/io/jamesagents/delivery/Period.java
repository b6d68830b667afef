package io.jamesagents.delivery;

import io.jamesagents.AgentsException.Invalid;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stretch of time that ends now, of whole days: as {@code 7d} or {@code 36h}, which is rounded up. */
public record Period(String text, int days) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([dh])");
    private static final int HOURS = 24;
    private static final int MAX_DAYS = 90;

    /** Reads a period; past 90 days it is 90 days. */
    public static Period parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new Invalid("period", "period must be a number of days or hours, such as 7d or 24h");
        }
        int number = Integer.parseInt(form.group(1));
        int days = form.group(2).equals("d") ? number : (number + HOURS - 1) / HOURS;
        return new Period(text, Math.max(1, Math.min(MAX_DAYS, days)));
    }

    public static Period ofDays(int days) {
        return parse(Math.max(1, days) + "d");
    }

    public Duration length() {
        return Duration.ofDays(days);
    }
}
