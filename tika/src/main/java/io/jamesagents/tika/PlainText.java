package io.jamesagents.tika;

import java.util.regex.Pattern;

/** Text as a reader wants it: without control characters, trailing blanks, and more than one empty line in a row. */
final class PlainText {
    private static final Pattern LINE_ENDS = Pattern.compile("\r\n?|[\u2028\u2029\f\u000b\u0085]");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    private PlainText() {}

    /** Takes time in proportion to the length, whatever is in the text. */
    static String tidy(CharSequence raw) {
        String lines = LINE_ENDS.matcher(raw).replaceAll("\n");
        StringBuilder tidy = new StringBuilder(lines.length());
        int[] empty = {0};
        CONTROLS.matcher(lines)
                .replaceAll("")
                .lines()
                .map(String::stripTrailing)
                .forEach(line -> {
                    empty[0] = line.isEmpty() ? empty[0] + 1 : 0;
                    if (empty[0] <= 1) {
                        tidy.append(line).append('\n');
                    }
                });
        return tidy.toString().strip();
    }
}
