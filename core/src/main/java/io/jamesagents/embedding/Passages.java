package io.jamesagents.embedding;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into passages of about {@value #TOKENS} tokens, each of which repeats the end of the one before, so that what is
 * said at the seam is whole in one of them. Seams are put at the ends of sentences. The same text gives the same passages
 * everywhere. Of a text that is too long, the middle is left out: mails begin and end with what matters.
 */
public final class Passages {
    public static final int TOKENS = 256;
    public static final int OVERLAP = 48;
    /** As many passages has a text at most. */
    public static final int MOST = 32;

    private static final int AT_THE_END = 8;
    /** A rest as short as this goes into the last passage. */
    private static final int SLACK = 48;

    private static final int TITLE = 64;

    private Passages() {}

    /** The passages of a text without title. */
    public static List<Passage> of(String text) {
        return of("", text);
    }

    /** Each passage begins with the title; a text without words has one passage, or none if the title has none either. */
    public static List<Passage> of(String title, String text) {
        Window name = Window.of(title, 0, TITLE, TITLE);
        String head = name.isEmpty() ? "" : title.substring(name.from(), name.to());
        List<Span> spans = kept(spans(text, TOKENS - (name.isEmpty() ? 0 : name.tokens())));
        if (spans.isEmpty()) {
            return head.isEmpty() ? List.of() : List.of(new Passage(0, 0, 0, head));
        }
        List<Passage> passages = new ArrayList<>(spans.size());
        for (Span span : spans) {
            String piece = text.substring(span.from(), span.to());
            passages.add(
                    new Passage(passages.size(), span.from(), span.to(), head.isEmpty() ? piece : head + "\n" + piece));
        }
        return passages;
    }

    private record Span(int from, int to) {}

    private static List<Span> spans(String text, int tokens) {
        List<Span> spans = new ArrayList<>();
        Window window = Window.of(text, 0, tokens, tokens + SLACK);
        while (!window.isEmpty()) {
            spans.add(new Span(window.from(), window.to()));
            if (window.isLast()) {
                break;
            }
            window = Window.of(text, window.next(OVERLAP), tokens, tokens + SLACK);
        }
        return spans;
    }

    private static List<Span> kept(List<Span> spans) {
        if (spans.size() <= MOST) {
            return spans;
        }
        List<Span> kept = new ArrayList<>(spans.subList(0, MOST - AT_THE_END));
        kept.addAll(spans.subList(spans.size() - AT_THE_END, spans.size()));
        return kept;
    }
}
