package io.jamesagents.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * HTML whose elements are nested so deeply, or so wrongly, that reading it takes quadratic time, made flat: its text with line
 * breaks. No mail that a person wrote is like that.
 */
final class Flat {
    private static final int DEEPEST = 400;
    private static final int WRONG = 1_000;
    private static final int NAME = 12;
    private static final String BREAK = "<br>";
    /** Elements without an end tag, and those whose end tag may be left out. */
    private static final Set<String> ENDLESS = Set.of(
            "br",
            "hr",
            "img",
            "input",
            "meta",
            "link",
            "area",
            "base",
            "col",
            "embed",
            "source",
            "track",
            "wbr",
            "param",
            "p",
            "li",
            "dt",
            "dd",
            "td",
            "th",
            "tr",
            "tbody",
            "thead",
            "tfoot",
            "option",
            "html",
            "head",
            "body",
            "colgroup",
            "o:p");

    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "noscript", "template");

    private final String html;
    private boolean unended;

    private Flat(String html) {
        this.html = html;
    }

    /** The same if it can be read. */
    static String ifNeeded(String html) {
        Flat page = new Flat(html);
        return page.tooDeep() ? page.flattened() : html;
    }

    private boolean tooDeep() {
        Deque<String> open = new ArrayDeque<>();
        int wrong = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            boolean end = html.startsWith("/", at + 1);
            String name = name(end ? at + 2 : at + 1);
            if (!name.isEmpty() && !ENDLESS.contains(name)) {
                wrong += follow(open, name, end) ? 0 : 1;
            }
            if (open.size() > DEEPEST || wrong > WRONG) {
                return true;
            }
        }
        return false;
    }

    /** Whether an end tag ends what was begun last. */
    private static boolean follow(Deque<String> open, String name, boolean end) {
        if (!end) {
            open.push(name);
            return true;
        }
        if (name.equals(open.peek())) {
            open.pop();
            return true;
        }
        return false;
    }

    private String name(int from) {
        int end = from;
        while (end < html.length()
                && end - from < NAME
                && (Character.isLetterOrDigit(html.charAt(end)) || html.charAt(end) == ':')) {
            end++;
        }
        return html.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private String flattened() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            text.append(html, at, tag < 0 ? html.length() : tag);
            at = tag < 0 ? html.length() : behind(tag, text);
        }
        return text.toString();
    }

    /** Where the text goes on behind the tag; a break stands for each run of tags. */
    private int behind(int tag, StringBuilder text) {
        int end = html.indexOf('>', tag);
        if (!text.substring(Math.max(0, text.length() - BREAK.length())).equals(BREAK)) {
            text.append(BREAK);
        }
        String name = name(tag + 1);
        if (UNSEEN.contains(name) && !unended) {
            int close = html.indexOf("</" + name, tag);
            unended = close < 0;
            end = close < 0 ? end : html.indexOf('>', close);
        }
        return end < 0 ? html.length() : end + 1;
    }
}
