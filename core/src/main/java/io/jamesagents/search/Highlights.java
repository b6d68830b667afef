package io.jamesagents.search;

import java.util.ArrayList;
import java.util.List;

/** Cuts the pieces out of a text in which most words stand that were asked for, and marks those for HTML. */
final class Highlights {
    private static final int MOST = 2;
    private static final int AROUND = 60;
    private static final int LENGTH = 200;

    private Highlights() {}

    static List<String> of(String text, List<Span> spans) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (pieces.size() < MOST && from < spans.size()) {
            int start = Math.max(0, spans.get(from).start() - AROUND);
            int to = from;
            while (to < spans.size() && spans.get(to).end() <= start + LENGTH) {
                to++;
            }
            to = Math.max(to, from + 1);
            pieces.add(piece(text, wordStart(text, start), spans.subList(from, to)));
            from = to;
        }
        return pieces;
    }

    /** Text from a position to a little after the last span; white space is one blank. */
    private static String piece(String text, int start, List<Span> spans) {
        StringBuilder html = new StringBuilder();
        int at = start;
        for (Span span : spans) {
            html.append(escaped(text.substring(Math.min(at, span.start()), span.start())))
                    .append("<em>")
                    .append(escaped(text.substring(span.start(), span.end())))
                    .append("</em>");
            at = span.end();
        }
        html.append(escaped(text.substring(at, wordEnd(text, Math.min(text.length(), at + AROUND)))));
        return html.toString().replaceAll("\\s+", " ").trim();
    }

    private static int wordStart(String text, int near) {
        int start = near;
        while (start > 0 && near - start < AROUND && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int wordEnd(String text, int near) {
        int end = near;
        while (end < text.length() && end - near < AROUND && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
