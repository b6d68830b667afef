package io.jamesagents.reply;

import java.util.List;

/** Decides of each line of a mail whether it is the author's or quoted. */
final class Parting {
    /** Some clients break long lines of a quote and leave the rest without a mark. */
    private static final int BROKEN_LINE = 60;

    private static final int FIRST_LINES = 5;

    private enum Part {
        OWN,
        QUOTED,
        /** Quoted, with an answer below. */
        ANSWERED,
        SIGNATURE
    }

    private final Lines lines;
    private final boolean forward;
    private final Part[] parts;
    private int introduced;
    private boolean earlierMail;

    Parting(Lines lines, boolean forward) {
        this.lines = lines;
        this.forward = forward;
        this.parts = new Part[lines.size()];
    }

    ReplyText result() {
        boolean passedOn = mark();
        signatures();
        if (!passedOn) {
            answersWithinQuotes();
        }
        String visible = text(Part.OWN);
        String quoted = text(Part.QUOTED);
        if (visible.isEmpty() && (earlierMail || quoted.isEmpty())) {
            return new ReplyText(all(), quoted.isEmpty() ? null : quoted);
        }
        return new ReplyText(visible, quoted.isEmpty() ? null : quoted);
    }

    /** Marks each line, and says whether a mail that is passed on was found. */
    private boolean mark() {
        for (int i = 0; i < parts.length; ) {
            LineKind kind = lines.kind(i);
            if (kind == LineKind.FORWARDED || quotedForward(i) || (kind == LineKind.EARLIER_MAIL && forward)) {
                fill(i, parts.length, Part.OWN);
                return true;
            }
            if (kind == LineKind.EARLIER_MAIL) {
                earlierMail = true;
                fill(i, parts.length, Part.QUOTED);
                return false;
            }
            i = kind == LineKind.ATTRIBUTION ? introducedQuote(i) : plain(i);
        }
        return false;
    }

    /** Apple's clients quote what they pass on. */
    private boolean quotedForward(int at) {
        return beginsQuote(at)
                && introduced == 0
                && Separator.forwarded(unmarked(lines.heads().get(at)));
    }

    private boolean beginsQuote(int at) {
        return lines.kind(at) == LineKind.QUOTE && (at == 0 || parts[at - 1] != Part.QUOTED);
    }

    private static String unmarked(String line) {
        return line.substring(line.indexOf('>') + 1).strip();
    }

    /** Whether the first lines of a quote say whose words follow. */
    private boolean introducesItself(int at) {
        List<String> first = lines.heads().subList(at, Math.min(parts.length, at + FIRST_LINES)).stream()
                .map(line -> line.stripLeading().startsWith(">") ? unmarked(line) : line)
                .toList();
        String line = first.get(0);
        return Attribution.length(first, 0) > 0
                || (line.endsWith(":") && Words.digitWithin(line, line.length()) && Words.dated(line));
    }

    private int plain(int at) {
        if (beginsQuote(at) && introducesItself(at)) {
            introduced++;
        }
        parts[at] = lines.kind(at) == LineKind.QUOTE ? Part.QUOTED : Part.OWN;
        if (lines.kind(at) == LineKind.QUOTE && !brokenQuote(at)) {
            return at + 1;
        }
        if (parts[at] == Part.QUOTED) {
            parts[at + 1] = Part.QUOTED;
            return at + 2;
        }
        return at + 1;
    }

    /** Whether the next line is the end of this one, broken off. */
    private boolean brokenQuote(int at) {
        return at + 2 < parts.length
                && lines.text(at).length() > BROKEN_LINE
                && lines.kind(at + 1) == LineKind.TEXT
                && lines.kind(at + 2) == LineKind.QUOTE
                && lines.text(at + 1).length() < lines.text(at).length();
    }

    /** From a line that introduces a quote: with no marks below it, everything below is quoted. */
    private int introducedQuote(int at) {
        int next = at;
        while (next < parts.length && lines.kind(next) == LineKind.ATTRIBUTION) {
            next++;
        }
        int first = next;
        while (first < parts.length && lines.kind(first) == LineKind.EMPTY) {
            first++;
        }
        if (first < parts.length && lines.kind(first) == LineKind.QUOTE) {
            fill(at, first, Part.QUOTED);
            introduced++;
            return first;
        }
        earlierMail = true;
        fill(at, parts.length, Part.QUOTED);
        return parts.length;
    }

    private void fill(int from, int to, Part part) {
        for (int i = from; i < to; i++) {
            parts[i] = part;
        }
    }

    private void signatures() {
        for (int start = 0; start < parts.length; ) {
            int end = end(start);
            if (parts[start] == Part.OWN) {
                fill(Signature.start(lines.heads(), lines.kinds(), start, end), end, Part.SIGNATURE);
            }
            start = end;
        }
    }

    /** Where the run of lines of the same part ends. */
    private int end(int start) {
        int end = start;
        while (end < parts.length && parts[end] == parts[start]) {
            end++;
        }
        return end;
    }

    /**
     * Quotes with words of the author below them stay where they are, unless there is just one and it is introduced: that is an
     * answer below its quote.
     */
    private void answersWithinQuotes() {
        int last = lastOwn();
        if (quotesBefore(last) == 1 && introduced > 0) {
            return;
        }
        for (int i = 0; i < last; i++) {
            if (parts[i] == Part.QUOTED && lines.kind(i) != LineKind.ATTRIBUTION) {
                parts[i] = Part.ANSWERED;
            }
        }
    }

    private int quotesBefore(int end) {
        int quotes = 0;
        boolean within = false;
        for (int i = 0; i < end; i++) {
            boolean quote = parts[i] == Part.QUOTED;
            quotes += quote && !within ? 1 : 0;
            within = quote || (within && lines.kind(i) == LineKind.EMPTY);
        }
        return quotes;
    }

    private int lastOwn() {
        int last = parts.length - 1;
        while (last >= 0 && !(parts[last] == Part.OWN && words(last))) {
            last--;
        }
        return last;
    }

    private boolean words(int at) {
        return lines.kind(at) != LineKind.EMPTY && lines.kind(at) != LineKind.DELIMITER;
    }

    private String text(Part part) {
        StringBuilder text = new StringBuilder();
        int end = part == Part.OWN ? lastOwn() + 1 : parts.length;
        for (int i = 0; i < end; i++) {
            if (parts[i] == part || parts[i] == Part.ANSWERED) {
                text.append(text.isEmpty() ? "" : "\n").append(lines.text(i));
            }
        }
        return trimmed(text, restIs(part) ? lines.rest() : "");
    }

    /** What was not looked at goes with the last line, and is the author's if that is no quote. */
    private boolean restIs(Part part) {
        boolean quoted = parts.length > 0 && parts[parts.length - 1] == Part.QUOTED;
        return part == (quoted ? Part.QUOTED : Part.OWN);
    }

    private String all() {
        return trimmed(new StringBuilder(String.join("\n", lines.texts())), lines.rest());
    }

    /** Without blank lines at the beginning and white space at the end. */
    private static String trimmed(StringBuilder text, String rest) {
        int start = 0;
        for (int i = 0; i < text.length() && Character.isWhitespace(text.charAt(i)); i++) {
            start = text.charAt(i) == '\n' ? i + 1 : start;
        }
        return (text.substring(start) + rest).stripTrailing();
    }
}
