package io.jamesagents.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts text into sentences, each at most {@value #MAX_CHARS} characters long: lines that a mail program broke are joined, marks
 * of quoting left out, very short sentences go with their neighbours. The time is linear in the length of the text.
 */
final class Sentences {
    static final int MAX_CHARS = 320;
    private static final int MIN_CHARS = 16;
    private static final int SHORT_LINE = 50;
    private static final String ENDS = ".!?。！？…;؟";
    private static final String WIDE_ENDS = "。！？";
    private static final Pattern QUOTING = Pattern.compile("^(?:[ \\t]*[>|])+[ \\t]?");
    private static final Pattern OWN_LINE =
            Pattern.compile("^\\s*(?:[-*•#=_~<\\[{]|\\d{1,3}[.)]\\s|[A-Za-z-]{2,20}:\\s).*");

    private final List<String> found = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();

    private Sentences() {}

    static List<String> of(String text) {
        Sentences sentences = new Sentences();
        text.lines().forEach(sentences::line);
        sentences.endParagraph();
        return sentences.found;
    }

    private void line(String line) {
        String words = QUOTING.matcher(line).replaceFirst("").strip();
        if (words.isEmpty() || OWN_LINE.matcher(words).matches()) {
            endParagraph();
        }
        if (!words.isEmpty()) {
            paragraph.append(paragraph.length() == 0 ? "" : " ").append(words);
            if (words.length() < SHORT_LINE) {
                endParagraph();
            }
        }
    }

    private void endParagraph() {
        int from = 0;
        for (int at = 0; at < paragraph.length(); at++) {
            if (at - from >= MAX_CHARS || (ends(at) && at + 1 - from >= MIN_CHARS)) {
                int to = at - from >= MAX_CHARS ? lastSpace(from, at) : at + 1;
                add(paragraph.substring(from, to));
                from = to;
                at = Math.max(at, to);
            }
        }
        add(paragraph.substring(Math.min(from, paragraph.length())));
        paragraph.setLength(0);
    }

    private boolean ends(int at) {
        char here = paragraph.charAt(at);
        if (ENDS.indexOf(here) < 0) {
            return false;
        }
        return WIDE_ENDS.indexOf(here) >= 0
                || at + 1 == paragraph.length()
                || Character.isWhitespace(paragraph.charAt(at + 1));
    }

    private int lastSpace(int from, int at) {
        int space = paragraph.lastIndexOf(" ", at);
        return space > from + MAX_CHARS / 2 ? space : at;
    }

    private void add(String words) {
        String sentence = words.strip();
        if (sentence.codePoints().filter(Character::isLetter).count() < 3) {
            return;
        }
        found.add(sentence);
    }
}
