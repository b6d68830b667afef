package io.jamesagents.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the parsers of this package ask of a line, in time that is linear in its length. */
final class Words {
    private Words() {}

    static String lower(String line) {
        return line.toLowerCase(Locale.ROOT);
    }

    /** The words of a line: runs of letters and of the marks on them. */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean letter = i < line.length() && letter(line.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                words.add(line.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    private static boolean letter(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    static boolean containsAny(String text, List<String> parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    static boolean startsWithAny(String text, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (text.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a digit is among the first characters. */
    static boolean digitWithin(String line, int first) {
        for (int i = 0; i < Math.min(first, line.length()); i++) {
            if (digit(line.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a year (1980 to 2099) or a time of day or a date of numbers. */
    static boolean dated(String line) {
        int run = 0;
        int groups = 0;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            if (digit(c)) {
                run++;
                continue;
            }
            if (run == 4 && year(line, i - 4)) {
                return true;
            }
            groups = run == 0 || run > 4 ? 0 : groups + 1;
            boolean joins = c == ':' || c == '.' || c == '/' || c == '-' || c == 'h';
            if (run > 0 && joins && i + 1 < line.length() && digit(line.charAt(i + 1)) && groups >= 1) {
                return true;
            }
            run = 0;
        }
        return false;
    }

    private static boolean year(String line, int at) {
        return line.startsWith("20", at) || line.startsWith("19", at);
    }
}
