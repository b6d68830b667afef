package io.jamesagents.extraction.mail;

import io.jamesagents.message.MessageBody;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * What somebody who reads a mail sees of it, without what it repeats of others: hidden text is marked and left out, invisible
 * characters are taken away.
 */
final class SeenText {
    private static final String MARK = " [hidden text] ";
    private static final Pattern HIDING =
            Pattern.compile("display:none|visibility:hidden|mso-hide:all|font-size:0(?![.\\d])"
                    + "|opacity:0(?:\\.0+)?(?![.\\d])|(?<![-\\w])color:(?:#fff(?:fff)?|white|transparent)(?![\\w])");
    private static final Pattern BACKGROUND = Pattern.compile("background");
    private static final int MAX = 200_000;
    private static final int MOST_HIDDEN = 50;
    private static final int MOST_WORDS = 300;
    private static final int MIN_CHARS = 8;

    private SeenText() {}

    static String of(MessageBody body) {
        String text = withoutQuoted(cut(body.text()), body);
        if (body.html() != null) {
            for (String hidden : hidden(body.html())) {
                text = without(text, hidden);
            }
        }
        return visible(text);
    }

    private static String cut(String text) {
        return text.length() <= MAX ? text : text.substring(0, MAX);
    }

    private static String withoutQuoted(String text, MessageBody body) {
        String quoted = body.quoted();
        if (quoted == null || quoted.isBlank()) {
            return text;
        }
        // The signature belongs to the mail: what is said alone lacks it.
        return text.contains(quoted) ? text.replace(quoted, "") : body.said();
    }

    private static List<String> hidden(String html) {
        return Jsoup.parse(cut(html)).select("[hidden], [style]").stream()
                .filter(SeenText::hides)
                .map(Element::text)
                .filter(text -> text.length() >= MIN_CHARS)
                .limit(MOST_HIDDEN)
                .toList();
    }

    private static boolean hides(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        return element.hasAttr("hidden")
                || (HIDING.matcher(style).find() && !BACKGROUND.matcher(style).find());
    }

    /** White space in the text may be another than in the HTML. */
    private static String without(String text, String hidden) {
        String words = Arrays.stream(hidden.strip().split("\\s+"))
                .limit(MOST_WORDS)
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+"));
        return Pattern.compile(words).matcher(text).replaceAll(MARK);
    }

    static String visible(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints().filter(SeenText::isVisible).forEach(seen::appendCodePoint);
        return seen.toString().strip();
    }

    private static boolean isVisible(int c) {
        int type = Character.getType(c);
        return type != Character.FORMAT
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED
                && (type != Character.CONTROL || c == '\n' || c == '\t');
    }
}
