package io.jamesagents.screening;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds text of an HTML mail that is not shown, by attributes, inline styles and simple rules of its style sheets. A white page
 * is assumed where nothing says otherwise. Each node is visited once, without recursion.
 */
final class HiddenHtml implements NodeVisitor {
    private static final Set<String> UNREAD = Set.of("script", "style", "title", "head");
    private static final int ASIDE_MIN = 20;
    private static final int ASIDES_MAX = 200;

    private final Map<Element, Style> styles;
    private final Deque<Look> looks = new ArrayDeque<>();
    private final Set<String> kinds = new TreeSet<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> asides = new ArrayList<>();

    /** How text looks in an element: hidden in a way or not, its colour, and the ground behind it. */
    private record Look(@Nullable String hiding, String colour, String ground, boolean read) {}

    private HiddenHtml(Map<Element, Style> styles) {
        this.styles = styles;
        looks.push(new Look(null, "#000000", "#ffffff", true));
    }

    static Hidden in(Document document) {
        HiddenHtml visitor = new HiddenHtml(StyleSheets.of(document));
        NodeTraversor.traverse(visitor, document);
        return new Hidden(visitor.kinds, visitor.texts, visitor.asides);
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            looks.push(look(element, looks.peek()));
            aside(element.attr("alt"));
            aside(element.attr("title"));
        } else if (node instanceof TextNode words) {
            text(words.text().strip(), looks.peek());
        } else if (node instanceof Comment comment && !comment.getData().startsWith("[if")) {
            aside(comment.getData());
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element) {
            looks.pop();
        }
    }

    private void text(String words, Look look) {
        if (!look.read() || words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        String kind = look.hiding();
        if (kind == null && Style.same(look.colour(), look.ground())) {
            kind = "same_colour";
        }
        if (kind != null) {
            kinds.add(kind);
            texts.add(words);
        }
    }

    private void aside(String text) {
        if (text.length() >= ASIDE_MIN && asides.size() < ASIDES_MAX) {
            asides.add(text);
        }
    }

    private Look look(Element element, Look around) {
        Style style = styles.getOrDefault(element, new Style());
        style.declare(element.attr("style"));
        String hiding =
                element.hasAttr("hidden") || element.normalName().equals("template") ? "display_none" : style.hiding();
        return new Look(
                around.hiding() == null ? hiding : around.hiding(),
                first(style.colour(), attribute(element, "color"), around.colour()),
                ground(first(style.background(), attribute(element, "bgcolor"), around.ground()), around),
                around.read() && !UNREAD.contains(element.normalName()));
    }

    private static String ground(String colour, Look around) {
        return colour.equals("transparent") ? around.ground() : colour;
    }

    private static @Nullable String attribute(Element element, String name) {
        return Style.colour(element.attr(name).toLowerCase(Locale.ROOT).strip());
    }

    private static String first(@Nullable String style, @Nullable String attribute, String inherited) {
        return style != null ? style : attribute != null ? attribute : inherited;
    }
}
