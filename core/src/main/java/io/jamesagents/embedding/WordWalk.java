package io.jamesagents.embedding;

/**
 * Goes over the words and marks of a text and estimates how many tokens a model makes of each. Models differ, and here none is
 * at hand: the estimate is that of an English WordPiece model, averaged over mails, in quarters of a token.
 */
final class WordWalk {
    static final int TOKEN = 4;
    /** A word longer than this, such as a line of Base64, is taken as several. */
    private static final int LONGEST = 64;

    private static final int KNOWN_AS_A_WHOLE = 9;

    private final String text;
    private int start;
    private int end;
    private int cost;

    WordWalk(String text, int from) {
        this.text = text;
        this.end = from;
    }

    /** Goes to the next word or mark; false at the end of the text. */
    boolean next() {
        start = end;
        while (start < text.length() && isBlank(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        if (start == text.length()) {
            return false;
        }
        end = start + Character.charCount(text.codePointAt(start));
        if (isWordPart(text.codePointAt(start))) {
            word();
        } else {
            cost = TOKEN;
        }
        return true;
    }

    private void word() {
        while (end < text.length() && end - start < LONGEST && isWordPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        int length = end - start;
        if (text.substring(start, end).codePoints().anyMatch(Character::isDigit)) {
            cost = Math.max(TOKEN, 2 * length + 1);
        } else {
            cost = length <= 3 ? TOKEN : TOKEN + 1 + 2 * Math.max(0, length - KNOWN_AS_A_WHOLE);
        }
    }

    /** A letter of a script in which a token is about a word; of others, each letter is one. */
    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c) && c < 0x250;
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** In quarters of a token. */
    int cost() {
        return cost;
    }

    /** Whether the text may well be cut behind this word or mark: a sentence or a line ends here. */
    boolean endsSentence() {
        if (end == text.length()) {
            return true;
        }
        char next = text.charAt(end);
        return next == '\n'
                || next == '\r'
                || ".!?".indexOf(text.charAt(end - 1)) >= 0 && isBlank(next)
                || "。！？".indexOf(text.charAt(end - 1)) >= 0;
    }
}
