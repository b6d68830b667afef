package io.jamesagents.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines of a text, each with its kind. Only so much of a text is looked at, the rest goes with its last line. */
final class Lines {
    private static final int CHARS = 100_000;
    private static final int COUNT = 3_000;
    /** Of a longer line only the beginning is looked at. */
    private static final int HEAD = 500;
    /** So often it is asked whether a line and those below it are an introduction or a header; behind that, none is. */
    private static final int QUESTIONS = 150;

    private final List<String> texts = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private final List<LineKind> kinds = new ArrayList<>();
    private final String rest;
    private int questions;

    private Lines(String text) {
        int at = 0;
        while (at < text.length() && at < CHARS && texts.size() < COUNT) {
            int newline = text.indexOf('\n', at);
            int end = Math.min(newline < 0 ? text.length() : newline, CHARS);
            add(text, at, end);
            at = end == newline ? end + 1 : end;
        }
        boolean within = at < text.length() && at > 0 && text.charAt(at - 1) != '\n';
        this.rest = (at < text.length() && !within ? "\n" : "") + text.substring(Math.min(at, text.length()));
    }

    static Lines of(String text) {
        Lines lines = new Lines(text);
        lines.classify();
        return lines;
    }

    private void add(String text, int from, int to) {
        int end = to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
        texts.add(text.substring(from, end));
        heads.add(text.substring(from, Math.min(end, from + HEAD)));
    }

    private void classify() {
        boolean[] code = code(heads);
        while (kinds.size() < heads.size()) {
            int at = kinds.size();
            if (code[at]) {
                kinds.add(heads.get(at).isBlank() ? LineKind.EMPTY : LineKind.TEXT);
            } else {
                addKind(at);
            }
        }
    }

    private void addKind(int at) {
        LineKind kind = simple(heads.get(at));
        int length = 1;
        if (kind == LineKind.TEXT && questions < QUESTIONS) {
            int headers = MailHeaders.length(heads, at, announced());
            int attribution = headers > 0 ? 0 : Attribution.length(heads, at);
            questions += MailHeaders.mayBegin(heads.get(at))
                            || Attribution.mayBegin(heads.get(at).strip())
                    ? 1
                    : 0;
            kind = headers > 0 ? LineKind.EARLIER_MAIL : attribution > 0 ? LineKind.ATTRIBUTION : LineKind.TEXT;
            length = Math.max(1, Math.max(headers, attribution));
        }
        for (int i = 0; i < length; i++) {
            kinds.add(kind);
        }
    }

    private static LineKind simple(String line) {
        if (line.isBlank()) {
            return LineKind.EMPTY;
        }
        if (line.stripLeading().startsWith(">")) {
            return LineKind.QUOTE;
        }
        if (Separator.delimiter(line)) {
            return LineKind.DELIMITER;
        }
        if (Separator.forwarded(line)) {
            return LineKind.FORWARDED;
        }
        return Separator.earlier(line) ? LineKind.EARLIER_MAIL : LineKind.TEXT;
    }

    /** Whether a rule, or words, above a header say that an earlier mail begins. */
    private boolean announced() {
        for (int i = kinds.size() - 1; i >= 0; i--) {
            if (kinds.get(i) != LineKind.EMPTY) {
                return kinds.get(i) == LineKind.DELIMITER || kinds.get(i) == LineKind.EARLIER_MAIL;
            }
        }
        return false;
    }

    /** Lines between two fences of Markdown are code, whatever they look like. */
    private static boolean[] code(List<String> lines) {
        boolean[] code = new boolean[lines.size()];
        int open = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith("```")) {
                if (open >= 0) {
                    Arrays.fill(code, open, i + 1, true);
                    open = -1;
                } else {
                    open = i;
                }
            }
        }
        return code;
    }

    int size() {
        return texts.size();
    }

    List<String> texts() {
        return texts;
    }

    List<LineKind> kinds() {
        return kinds;
    }

    LineKind kind(int at) {
        return kinds.get(at);
    }

    String text(int at) {
        return texts.get(at);
    }

    /** The beginnings of the lines. */
    List<String> heads() {
        return heads;
    }

    /** What was not looked at, with the line break before it if there is one. */
    String rest() {
        return rest;
    }
}
