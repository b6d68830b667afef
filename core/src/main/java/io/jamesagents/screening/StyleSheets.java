package io.jamesagents.screening;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * What the style sheets in a mail say about its elements: rules for tags, classes and ids, without conditions such as the width
 * of a screen. Rules beyond the first {@value #MAX_RULES} are not read, nor are those behind more than {@value #MAX_CHARS}
 * characters.
 */
final class StyleSheets {
    private static final int MAX_RULES = 200;
    private static final int MAX_CHARS = 50_000;
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|<!--|-->", Pattern.DOTALL);
    private static final Pattern CONDITION = Pattern.compile("@[^{;]{0,300}\\{(?:[^{}]*\\{[^{}]*\\})*[^{}]*\\}");
    private static final Pattern RULE = Pattern.compile("([^{}@;]{1,300})\\{([^{}]{1,2000})\\}");
    private static final Pattern SELECTOR = Pattern.compile("(\\w*)([.#])([\\w-]+)");
    private static final Pattern HIDING =
            Pattern.compile("(?i)display|visibility|opacity|font-size|color|background|indent|left|top|height");

    private final Map<Element, Style> styles = new IdentityHashMap<>();

    private StyleSheets() {}

    static Map<Element, Style> of(Document document) {
        StyleSheets sheets = new StyleSheets();
        String text =
                document.select("style").stream().map(Element::data).reduce("", (one, other) -> one + '\n' + other);
        String plain = COMMENT.matcher(text.substring(0, Math.min(text.length(), MAX_CHARS)))
                .replaceAll(" ");
        Matcher rules = RULE.matcher(CONDITION.matcher(plain).replaceAll(" "));
        for (int read = 0; read < MAX_RULES && rules.find(); read++) {
            if (HIDING.matcher(rules.group(2)).find()) {
                sheets.apply(document, rules.group(1), rules.group(2));
            }
        }
        return sheets.styles;
    }

    private void apply(Document document, String selectors, String declarations) {
        for (String selector : selectors.split(",", 20)) {
            Matcher simple = SELECTOR.matcher(selector.strip());
            if (simple.matches()) {
                elements(document, simple).forEach(element -> styles.computeIfAbsent(element, any -> new Style())
                        .declare(declarations));
            }
        }
    }

    private static List<Element> elements(Document document, Matcher selector) {
        Elements named = selector.group(2).equals(".")
                ? document.getElementsByClass(selector.group(3))
                : document.getElementsByAttributeValue("id", selector.group(3));
        String tag = selector.group(1).toLowerCase(Locale.ROOT);
        return named.stream()
                .filter(element -> tag.isEmpty() || element.normalName().equals(tag))
                .toList();
    }
}
