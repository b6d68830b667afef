package io.jamesagents.screening;

import java.util.regex.Pattern;

/**
 * What one kind of order to a program looks like.
 *
 * @param code the kind
 * @param weight how likely such a sentence is one, by itself; below 0 for what makes it less likely
 * @param otherLetters whether it is for text in other letters than Latin ones
 */
record Rule(String code, double weight, Pattern pattern, boolean otherLetters) {
    static final char OTHER_LETTERS = '\u0370';
    private static final int FIELDS = 3;

    /** From a line of {@code rules.tsv}. */
    static Rule parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        // Typographic quotes are in patterns of all languages.
        boolean other =
                fields[2].chars().anyMatch(character -> character >= OTHER_LETTERS && Character.isLetter(character));
        return new Rule(fields[0], Double.parseDouble(fields[1]), Pattern.compile(fields[2]), other);
    }

    boolean fits(String sentence) {
        return pattern.matcher(sentence).find();
    }
}
