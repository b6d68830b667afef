package io.jamesagents.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Emphasis and links within lines: opened only before text, closed before the line ends, opened again on the next. */
final class MarkdownInline {
    private static final int LONGEST_URL = 2_000;
    private static final String ESCAPED = "\\`*[]<";

    private final LineWriter lines;
    /** Innermost first; a mark occurs once, however often it is opened. */
    private final Deque<String> wanted = new ArrayDeque<>();

    private final Deque<String> written = new ArrayDeque<>();
    private final Deque<Boolean> counted = new ArrayDeque<>();
    private String link;
    private boolean linkWritten;
    private boolean within;

    MarkdownInline(LineWriter lines) {
        this.lines = lines;
    }

    boolean inLink() {
        return within;
    }

    void open(String mark) {
        boolean first = !wanted.contains(mark);
        counted.push(first);
        if (first) {
            wanted.push(mark);
        }
    }

    void close(String mark) {
        if (counted.isEmpty() || !counted.pop()) {
            return;
        }
        wanted.remove(mark);
        if (written.contains(mark)) {
            while (!written.isEmpty()) {
                String last = written.pop();
                lines.close(last);
                if (last.equals(mark)) {
                    return;
                }
            }
        }
    }

    void openLink(Element element) {
        String url = element.attr("href").strip();
        String lower = url.toLowerCase(Locale.ROOT);
        boolean safe = lower.startsWith("https:") || lower.startsWith("http:") || lower.startsWith("mailto:");
        link = safe && url.length() <= LONGEST_URL
                ? url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
                : null;
        within = true;
        linkWritten = false;
    }

    void closeLink() {
        if (linkWritten) {
            lines.close("](" + link + ")");
        }
        link = null;
        within = false;
        linkWritten = false;
    }

    void text(String words, boolean cell) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                lines.space();
            } else {
                openMarks();
                character(c, i + 1 < words.length() ? words.charAt(i + 1) : ' ', cell);
            }
        }
    }

    private void character(char c, char next, boolean cell) {
        boolean begins = lines.lineIsEmpty() && Character.isWhitespace(next) && "-+#>".indexOf(c) >= 0;
        if (ESCAPED.indexOf(c) >= 0 || begins || (cell && c == '|')) {
            lines.raw('\\');
            lines.close(String.valueOf(c));
        } else {
            lines.raw(c);
        }
    }

    private void openMarks() {
        if (link != null && !linkWritten) {
            lines.raw("[");
            linkWritten = true;
        }
        for (Iterator<String> outermost = wanted.descendingIterator(); outermost.hasNext(); ) {
            String mark = outermost.next();
            if (!written.contains(mark)) {
                lines.raw(mark);
                written.push(mark);
            }
        }
    }

    /** Closes what is open, to be opened again before the next text. */
    void breakLine() {
        while (!written.isEmpty()) {
            lines.close(written.pop());
        }
    }
}
