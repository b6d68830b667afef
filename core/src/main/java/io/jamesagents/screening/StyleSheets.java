package io.jamesagents.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What the style sheets in a mail say about its elements: rules for tags, classes and ids, without conditions such as the width
 * of a screen. Rules beyond the first {@value #MAX_RULES} are not read, nor are those behind more than {@value #MAX_CHARS}
 * characters.
 */
final class StyleSheets {
    private static final int MAX_RULES = 200;
    private static final int MAX_CHARS = 50_000;
    private static final int MAX_STYLED = 50_000;
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|<!--|-->", Pattern.DOTALL);
    private static final Pattern CONDITION = Pattern.compile("@[^{;]{0,300}\\{(?:[^{}]*\\{[^{}]*\\})*[^{}]*\\}");
    private static final Pattern RULE = Pattern.compile("([^{}@;]{1,300})\\{([^{}]{1,2000})\\}");
    private static final Pattern SELECTOR = Pattern.compile("(\\w*)([.#])([\\w-]+)");
    private static final Pattern HIDING =
            Pattern.compile("(?i)display|visibility|opacity|font-size|color|background|indent|left|top|height");

    private final Map<Element, Style> styles = new IdentityHashMap<>();
    private final Map<String, List<Element>> named = new HashMap<>();
    private int left = MAX_STYLED;

    private StyleSheets() {}

    static Map<Element, Style> of(Document document) {
        StyleSheets sheets = new StyleSheets();
        String text =
                document.select("style").stream().map(Element::data).reduce("", (one, other) -> one + '\n' + other);
        String plain = COMMENT.matcher(text.substring(0, Math.min(text.length(), MAX_CHARS)))
                .replaceAll(" ");
        if (!plain.isBlank()) {
            document.getAllElements().forEach(sheets::name);
        }
        Matcher rules = RULE.matcher(CONDITION.matcher(plain).replaceAll(" "));
        for (int read = 0; read < MAX_RULES && rules.find(); read++) {
            if (HIDING.matcher(rules.group(2)).find()) {
                sheets.apply(rules.group(1), rules.group(2));
            }
        }
        return sheets.styles;
    }

    private void apply(String selectors, String declarations) {
        for (String selector : selectors.split(",", 20)) {
            Matcher simple = SELECTOR.matcher(selector.strip());
            if (simple.matches()) {
                apply(simple, declarations);
            }
        }
    }

    private void apply(Matcher selector, String declarations) {
        String tag = selector.group(1).toLowerCase(Locale.ROOT);
        String name = selector.group(2) + selector.group(3).toLowerCase(Locale.ROOT);
        for (Element element : named.getOrDefault(name, List.of())) {
            if (left > 0 && (tag.isEmpty() || element.normalName().equals(tag))) {
                left--;
                styles.computeIfAbsent(element, any -> new Style()).declare(declarations);
            }
        }
    }

    /** The elements by class and by id, as selectors name them. */
    private void name(Element element) {
        for (String name : element.classNames()) {
            named(element, "." + name);
        }
        if (!element.id().isEmpty()) {
            named(element, "#" + element.id());
        }
    }

    private void named(Element element, String name) {
        named.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .add(element);
    }
}
