package io.jamesagents.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines of a text, each with its kind. Only so much of a text is looked at, the rest goes with its last line. */
final class Lines {
    private static final int CHARS = 200_000;
    private static final int COUNT = 5_000;

    private final List<String> texts;
    private final List<LineKind> kinds;
    private final String rest;

    private Lines(List<String> texts, List<LineKind> kinds, String rest) {
        this.texts = texts;
        this.kinds = kinds;
        this.rest = rest;
    }

    static Lines of(String text) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length() && at < CHARS && lines.size() < COUNT) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            lines.add(withoutReturn(text, at, end));
            at = end + 1;
        }
        String rest = at < text.length() ? text.substring(at) : "";
        return new Lines(lines, kinds(lines), rest);
    }

    private static String withoutReturn(String text, int from, int to) {
        return text.substring(from, to > from && text.charAt(to - 1) == '\r' ? to - 1 : to);
    }

    private static List<LineKind> kinds(List<String> lines) {
        List<LineKind> kinds = new ArrayList<>(lines.size());
        boolean[] code = code(lines);
        while (kinds.size() < lines.size()) {
            int at = kinds.size();
            if (code[at]) {
                kinds.add(lines.get(at).isBlank() ? LineKind.EMPTY : LineKind.TEXT);
            } else {
                addKind(lines, at, kinds);
            }
        }
        return kinds;
    }

    private static void addKind(List<String> lines, int at, List<LineKind> kinds) {
        LineKind simple = simple(lines.get(at));
        if (simple != LineKind.TEXT) {
            kinds.add(simple);
            return;
        }
        int headers = MailHeaders.length(lines, at, announced(kinds));
        int attribution = headers > 0 ? 0 : Attribution.length(lines, at);
        LineKind kind = headers > 0 ? LineKind.EARLIER_MAIL : attribution > 0 ? LineKind.ATTRIBUTION : LineKind.TEXT;
        for (int i = 0; i < Math.max(1, Math.max(headers, attribution)); i++) {
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
    private static boolean announced(List<LineKind> kinds) {
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

    /** What was not looked at. */
    String rest() {
        return rest;
    }
}
