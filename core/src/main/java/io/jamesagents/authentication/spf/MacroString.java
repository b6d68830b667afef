package io.jamesagents.authentication.spf;

import java.util.ArrayList;
import java.util.List;

/** A text with macros, taken apart (RFC 7208, section 7 and 12). */
record MacroString(List<Part> parts) {
    private static final String LETTERS = "slodiphv";
    private static final String LETTERS_OF_EXPLANATION = LETTERS + "crt";
    private static final String DELIMITERS = ".-+,/_=";
    private static final int ALL = 1000;

    /**
     * Text as it is, or a macro. {@code letter} is 0 for text; {@code escaped} text was written with a percent sign;
     * {@code keep} says how many of the last parts of the value stay.
     */
    record Part(String text, boolean escaped, char letter, int keep, boolean reversed, String delimiters) {
        static Part text(String text, boolean escaped) {
            return new Part(text, escaped, (char) 0, ALL, false, "");
        }

        boolean isMacro() {
            return letter != 0;
        }
    }

    /** The name of a domain: macros, or text that ends like a name. */
    static MacroString domain(String text) throws SpfError {
        MacroString domain = parse(text, LETTERS, '!');
        if (domain.parts.isEmpty()) {
            throw SpfError.permanent();
        }
        Part last = domain.parts.get(domain.parts.size() - 1);
        if (!last.isMacro() && !last.escaped && !endsLikeName(last.text)) {
            throw SpfError.permanent();
        }
        return domain;
    }

    /** The value of a modifier. */
    static MacroString value(String text) throws SpfError {
        return parse(text, LETTERS, '!');
    }

    /** The text of an explanation, which has more macros, and spaces. */
    static MacroString explanation(String text) throws SpfError {
        return parse(text, LETTERS_OF_EXPLANATION, ' ');
    }

    private static MacroString parse(String text, String letters, char lowest) throws SpfError {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int percent = text.indexOf('%', at);
            int end = percent < 0 ? text.length() : percent;
            if (end > at) {
                parts.add(Part.text(literal(text.substring(at, end), lowest), false));
            }
            at = percent < 0 ? end : macro(text, percent + 1, letters, parts);
        }
        return new MacroString(parts);
    }

    private static String literal(String text, char lowest) throws SpfError {
        if (text.chars().anyMatch(c -> c < lowest || c > '~')) {
            throw SpfError.permanent();
        }
        return text;
    }

    /** Reads what follows a percent sign; the index after it. */
    private static int macro(String text, int at, String letters, List<Part> parts) throws SpfError {
        String escape = at == text.length() ? null : escape(text.charAt(at));
        if (escape != null) {
            parts.add(Part.text(escape, true));
            return at + 1;
        }
        int close = text.indexOf('}', at);
        if (close < at + 2 || text.charAt(at) != '{') {
            throw SpfError.permanent();
        }
        parts.add(expansion(text.substring(at + 1, close), letters));
        return close + 1;
    }

    private static String escape(char c) {
        return switch (c) {
            case '%' -> "%";
            case '_' -> " ";
            case '-' -> "%20";
            default -> null;
        };
    }

    private static Part expansion(String text, String letters) throws SpfError {
        char letter = text.charAt(0);
        int at = 1;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        int keep = at == 1 ? ALL : number(text.substring(1, at));
        boolean reversed = at < text.length() && Character.toLowerCase(text.charAt(at)) == 'r';
        String delimiters = text.substring(reversed ? at + 1 : at);
        boolean known = letters.indexOf(Character.toLowerCase(letter)) >= 0;
        if (!known || keep == 0 || !delimiters.chars().allMatch(c -> DELIMITERS.indexOf(c) >= 0)) {
            throw SpfError.permanent();
        }
        return new Part("", false, letter, keep, reversed, delimiters.isEmpty() ? "." : delimiters);
    }

    private static int number(String digits) {
        return digits.length() > 3 ? digits.chars().allMatch(c -> c == '0') ? 0 : ALL : Integer.parseInt(digits);
    }

    /** {@code "." toplabel ["."]}: the last label is no number. */
    private static boolean endsLikeName(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        int dot = name.lastIndexOf('.');
        String label = name.substring(dot + 1);
        return dot >= 0
                && !label.isEmpty()
                && label.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '-')
                && !label.startsWith("-")
                && !label.endsWith("-")
                && !label.chars().allMatch(MacroString::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
