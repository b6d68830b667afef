package io.jamesagents.screening;

import java.util.regex.Pattern;

/**
 * What one kind of order to a program looks like.
 *
 * @param code the kind
 * @param weight how likely such a sentence is one, by itself; below 0 for what makes it less likely
 */
record Rule(String code, double weight, Pattern pattern) {
    private static final int FIELDS = 3;

    /** From a line of {@code rules.tsv}. */
    static Rule parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        return new Rule(fields[0], Double.parseDouble(fields[1]), Pattern.compile(fields[2]));
    }

    boolean fits(String sentence) {
        return pattern.matcher(sentence).find();
    }
}
