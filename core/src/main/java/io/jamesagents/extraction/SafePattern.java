package io.jamesagents.extraction;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that somebody gave us, on text that somebody else gave us: looking for it ends after a number of steps,
 * whatever the two are, and then it was not found.
 */
public final class SafePattern {
    private static final int MAX_STEPS = 2_000_000;
    private static final int MAX_TEXT = 20_000;

    private final Pattern pattern;

    private SafePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Empty for what is no regular expression here. */
    public static Optional<SafePattern> of(String regex) {
        try {
            return Optional.of(new SafePattern(Pattern.compile(regex)));
        } catch (PatternSyntaxException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Whether it occurs in the text. */
    public boolean in(String text) {
        return find(matcher(text));
    }

    /** Whether it is the whole text. */
    public boolean is(String text) {
        Matcher matcher = matcher(text);
        return find(matcher) && matcher.start() == 0 && matcher.end() == text.length();
    }

    /** A matcher with steps of its own for {@link #find}. */
    public Matcher matcher(String text) {
        String searched = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        return pattern.matcher(new Counted(searched, new int[1]));
    }

    /** The next occurrence, as long as there are steps left. */
    public static boolean find(Matcher matcher) {
        try {
            return matcher.find();
        } catch (TooLong | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooLong extends RuntimeException {
        TooLong() {
            super("too many steps", null, false, false);
        }
    }

    private record Counted(String text, int[] steps) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (++steps[0] > MAX_STEPS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
