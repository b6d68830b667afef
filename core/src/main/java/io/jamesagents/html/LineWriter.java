package io.jamesagents.html;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes text line by line: white space becomes one space, at most one empty line follows another, marks go before lines. */
final class LineWriter {
    /** Deeper marks are left out, so that the length of the text stays linear. */
    private static final int DEEPEST = 12;

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private final Deque<String> marks = new ArrayDeque<>();
    private String once = "";
    private boolean space;
    private int empty = 2;

    /** Every line from now on begins with this, until {@link #unmark}. */
    void mark(String mark) {
        endLine();
        marks.addLast(mark);
    }

    void unmark() {
        endLine();
        marks.removeLast();
    }

    /** The next line begins with this, after the marks that hold for all lines but the last. */
    void markOnce(String mark) {
        endLine();
        once = mark;
    }

    boolean lineIsEmpty() {
        return line.length() == 0;
    }

    /** Whether a space stands between what was written and what comes. */
    void space() {
        space = space || !lineIsEmpty();
    }

    void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00a0') {
                space();
            } else {
                raw(c);
            }
        }
    }

    /** As it is, after a space that is due. */
    void raw(char c) {
        flushSpace();
        line.append(c);
    }

    void raw(String text) {
        flushSpace();
        line.append(text);
    }

    /** As it is, before a space that is due. */
    void close(String text) {
        line.append(text);
    }

    private void flushSpace() {
        if (space) {
            line.append(' ');
            space = false;
        }
    }

    /** Ends the line if there is anything on it. */
    void endLine() {
        if (!lineIsEmpty()) {
            newLine();
        }
    }

    /** Ends the line, also an empty one. */
    void newLine() {
        space = false;
        if (lineIsEmpty()) {
            if (empty++ < 1) {
                out.append(prefix().stripTrailing()).append('\n');
            }
            return;
        }
        out.append(prefix()).append(line).append('\n');
        once = "";
        line.setLength(0);
        empty = 0;
    }

    void paragraph() {
        endLine();
        newLine();
    }

    private String prefix() {
        StringBuilder prefix = new StringBuilder();
        int left = Math.min(DEEPEST, marks.size());
        for (String mark : marks) {
            if (left-- == 0) {
                break;
            }
            prefix.append(left == 0 && !once.isEmpty() && mark.isBlank() ? "" : mark);
        }
        return once.isEmpty() || lineIsEmpty() ? prefix.toString() : prefix + once;
    }

    @Override
    public String toString() {
        endLine();
        return out.toString().stripTrailing();
    }
}
