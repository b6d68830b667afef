package io.jamesagents.authentication;

/** What strangers wrote and we repeat in a result: only where it is one plain word, which cannot be taken for more. */
final class Word {
    private static final int LONGEST = 255;
    private static final String SPECIAL = "\"\\();,<>@:";

    private Word() {}

    /** The text itself, or an empty one. */
    static String of(String text) {
        boolean plain = text != null
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c > ' ' && c <= '~' && SPECIAL.indexOf(c) < 0);
        return plain ? text : "";
    }
}
