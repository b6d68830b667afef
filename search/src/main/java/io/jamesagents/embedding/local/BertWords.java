package io.jamesagents.embedding.local;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into words as BERT's uncased models had it done at their training: without control characters and accents, in
 * lower case, every punctuation mark and every Chinese character a word of its own.
 */
final class BertWords {
    private static final int REPLACEMENT = 0xFFFD;

    private BertWords() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(cleaned(text), Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase)
                .forEach(c -> {
                    if (c == ' ' || isPunctuation(c)) {
                        end(word, words);
                    }
                    if (isPunctuation(c)) {
                        words.add(Character.toString(c));
                    } else if (c != ' ') {
                        word.appendCodePoint(c);
                    }
                });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** All white space as blanks, Chinese characters between blanks. */
    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isBlank(c)) {
                clean.append(' ');
            } else if (isChinese(c)) {
                clean.append(' ').appendCodePoint(c).append(' ');
            } else if (!isControl(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    private static boolean isBlank(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
            default -> c == REPLACEMENT;
        };
    }

    private static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
                // Such as $ + < = > ^ ` | ~, which Unicode counts as symbols.
            default -> c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
        };
    }

    /** The blocks of CJK ideographs; kana and hangul are written with other characters, and with blanks. */
    private static boolean isChinese(int c) {
        return c >= 0x4E00 && c <= 0x9FFF
                || c >= 0x3400 && c <= 0x4DBF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0x20000 && c <= 0x2A6DF
                || c >= 0x2A700 && c <= 0x2CEAF
                || c >= 0x2F800 && c <= 0x2FA1F;
    }
}
