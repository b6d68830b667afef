package io.jamesagents.finds;

import java.util.List;

/** Where words of a list stand in a text. */
final class Phrases {
    private Phrases() {}

    static boolean contains(String text, List<String> words) {
        return lastBefore(text, words, text.length()) >= 0;
    }

    /** Where the last of these words ends that begins before this place; -1 if none does. */
    static int lastBefore(String text, List<String> words, int place) {
        int last = -1;
        for (String word : words) {
            int at = text.lastIndexOf(word, Math.max(0, place - 1));
            last = at < 0 || at >= place ? last : Math.max(last, at + word.length());
        }
        return last;
    }

    /** Where the first of these words begins from this place on; -1 if there is none. */
    static int firstFrom(String text, List<String> words, int place) {
        int first = -1;
        for (String word : words) {
            int at = text.indexOf(word, place);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        return first;
    }
}
