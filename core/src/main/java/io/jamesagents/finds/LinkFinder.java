package io.jamesagents.finds;

import io.jamesagents.html.Anchor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the web links of a mail: of its HTML, the bare ones in its text, and those of List-Unsubscribe. */
final class LinkFinder {
    private static final int MOST = 50;
    private static final int URL = 2_000;
    private static final int TEXT = 200;
    private static final int BEFORE = 80;
    private static final int BARE = 500;
    private static final String ENDS = " \t\r\n<>\"'`|\\^{}";
    private static final String NOT_LAST = ".,;:!?)]}*_";

    private final String text;
    private final List<Anchor> anchors;
    private final String listUnsubscribe;
    private final Map<String, Link> found = new LinkedHashMap<>();

    LinkFinder(String text, List<Anchor> anchors, @Nullable String listUnsubscribe) {
        this.text = text;
        this.anchors = anchors;
        this.listUnsubscribe = listUnsubscribe == null ? "" : listUnsubscribe;
    }

    /** In their order; of more than 50, those whose purpose is known first. */
    List<Link> links() {
        anchors.forEach(anchor -> add(anchor.href(), anchor.text(), anchor.before()));
        scan(text, Link.Source.BODY);
        scan(listUnsubscribe, Link.Source.HEADER);
        List<Link> all = new ArrayList<>(found.values());
        if (all.size() <= MOST) {
            return all;
        }
        List<Link> best = new ArrayList<>(all);
        best.sort((one, other) -> Boolean.compare(one.kind() == Link.Kind.OTHER, other.kind() == Link.Kind.OTHER));
        List<Link> kept = best.subList(0, MOST);
        all.removeIf(link -> !kept.contains(link));
        return all;
    }

    private void scan(String within, Link.Source source) {
        int at = next(within, 0);
        for (int i = 0; at >= 0 && i < BARE; i++) {
            int end = end(within, at);
            String url = within.substring(at, end);
            if (source == Link.Source.HEADER) {
                put(new Link(url, "", Link.Kind.UNSUBSCRIBE, source));
            } else {
                add(url, "", within.substring(Math.max(0, at - BEFORE), at));
            }
            at = next(within, end);
        }
    }

    private static int next(String text, int from) {
        int at = text.indexOf("http", from);
        while (at >= 0 && !web(text.substring(at, Math.min(text.length(), at + 8)))) {
            at = text.indexOf("http", at + 4);
        }
        return at;
    }

    private static boolean web(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length()
                && ENDS.indexOf(text.charAt(end)) < 0
                && !Character.isWhitespace(text.charAt(end))
                && text.charAt(end) < 0x3000) {
            end++;
        }
        while (end > start
                && NOT_LAST.indexOf(text.charAt(end - 1)) >= 0
                && !(text.charAt(end - 1) == ')' && text.substring(start, end).contains("("))) {
            end--;
        }
        return end;
    }

    private void add(String url, String words, String before) {
        if (!web(url) || url.length() > URL || url.length() < 10) {
            return;
        }
        String shown = words.substring(0, Math.min(TEXT, words.length()));
        put(new Link(url, shown, kind(url, shown, before), Link.Source.BODY));
    }

    /** By its words; if they say nothing, by the address; a bare or nondescript one by what stands before it. */
    private static Link.Kind kind(String url, String words, String before) {
        Link.Kind kind = LinkWords.kind(words.toLowerCase(Locale.ROOT));
        if (kind == Link.Kind.OTHER) {
            kind = LinkWords.kind(path(url));
        }
        boolean nondescript = words.length() < 14 || web(words);
        if (kind == Link.Kind.OTHER && nondescript) {
            String near =
                    before.substring(Math.max(0, before.length() - BEFORE)).toLowerCase(Locale.ROOT);
            kind = LinkWords.kind(near);
        }
        return kind;
    }

    private static String path(String url) {
        int slash = url.indexOf('/', "https://".length());
        return slash < 0
                ? ""
                : url.substring(slash, Math.min(url.length(), slash + TEXT)).toLowerCase(Locale.ROOT);
    }

    private void put(Link link) {
        found.merge(link.url(), link, LinkFinder::better);
    }

    private static Link better(Link one, Link other) {
        return one.kind() == Link.Kind.OTHER && other.kind() != Link.Kind.OTHER
                ? new Link(one.url(), one.text().isEmpty() ? other.text() : one.text(), other.kind(), one.source())
                : one;
    }
}
