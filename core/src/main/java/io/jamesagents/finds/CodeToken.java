package io.jamesagents.finds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of a line that has the form of a one-time code: 4 to 10 digits, or letters and digits, perhaps in groups. */
record CodeToken(String raw, int start, int end) {
    /** No quantifier stands within another, and each is bounded: the time is linear in the line. */
    private static final Pattern FORM = Pattern.compile(
            "(?<![\\p{L}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]])(?<![\\p{N}@#/\\\\+=&?_.,:$€£¥%*-])(?:"
                    + "\\d(?:[ \\u00a0-]\\d){3,7}"
                    + "|\\d{3,4}[ \\u00a0-]\\d{3,4}(?:[ \\u00a0-]\\d{3})?"
                    + "|[A-Za-z0-9]{1,8}-[A-Za-z0-9]{3,8}(?:-[A-Za-z0-9]{3,8})?"
                    + "|[A-Za-z0-9]{4,12}"
                    + ")(?![\\p{L}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsHangul}]])(?![\\p{N}@/\\\\=&_%€$£¥-])(?![.,:]\\d)");

    private static final int DIGITS_MOST = 10;

    /** Those of a line; {@code "의는"} and the like may follow directly. */
    static List<CodeToken> in(String line) {
        List<CodeToken> tokens = new ArrayList<>();
        Matcher matcher = FORM.matcher(line);
        int from = 0;
        while (matcher.find(from)) {
            CodeToken token = new CodeToken(matcher.group(), matcher.start(), matcher.end());
            if (token.plausible() && !token.partOfNumber(line)) {
                tokens.add(token);
            }
            from = Math.max(matcher.end(), from + 1);
        }
        return tokens;
    }

    private boolean plausible() {
        long digits = raw.chars().filter(c -> c >= '0' && c <= '9').count();
        if (allDigits()) {
            return digits >= 4 && digits <= DIGITS_MOST;
        }
        if (raw.startsWith("0x")) {
            return false;
        }
        boolean upper = raw.equals(raw.toUpperCase(Locale.ROOT));
        return digits > 0 || (upper && value().length() >= 6 && value().length() <= 8);
    }

    boolean allDigits() {
        return raw.chars().allMatch(c -> (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '\u00a0');
    }

    /** Whether more digits stand around it, as in telephone numbers. */
    private boolean partOfNumber(String line) {
        return digitAround(line, start - 1, -1) || digitAround(line, end, 1);
    }

    private static boolean digitAround(String line, int at, int step) {
        int next = at + step;
        if (at < 0 || at >= line.length() || next < 0 || next >= line.length()) {
            return false;
        }
        return " -()\u00a0".indexOf(line.charAt(at)) >= 0
                && (line.charAt(next) >= '0' && line.charAt(next) <= '9'
                        || line.charAt(next) == ')'
                        || line.charAt(next) == '+');
    }

    /** With letters and no digit. */
    boolean lettersOnly() {
        return raw.chars().noneMatch(c -> c >= '0' && c <= '9');
    }

    boolean year() {
        return raw.length() == 4 && (raw.startsWith("19") || raw.startsWith("20"));
    }

    boolean lowerCase() {
        return !raw.equals(raw.toUpperCase(Locale.ROOT));
    }

    /** What is to be typed in: groups of digits are joined, letters keep their hyphen. */
    String value() {
        return allDigits() ? raw.replaceAll("[ \\u00a0-]", "") : raw;
    }
}
