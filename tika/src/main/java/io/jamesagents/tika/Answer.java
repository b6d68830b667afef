package io.jamesagents.tika;

/**
 * What became of a file.
 *
 * @param state {@code ready}, {@code empty}, {@code unsupported} or {@code failed}
 * @param reason a word that says what went wrong, or is empty
 * @param truncated whether the file has more text than this
 */
record Answer(String state, String reason, boolean truncated, String text) {

    static Answer of(String text, boolean truncated, String reason) {
        return new Answer(text.isEmpty() ? "empty" : "ready", reason, truncated, text);
    }

    static Answer unsupported() {
        return new Answer("unsupported", "", false, "");
    }

    static Answer failed(String reason) {
        return new Answer("failed", reason, false, "");
    }
}
