package io.jamesagents.html;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeTraversor;

/**
 * HTML of strangers that may be shown: text with its looks and its links. There is no script, no form, no frame and no picture
 * in it, and nothing that is loaded; a link goes to {@code https:} or {@code mailto:} only, and tells nobody where it was
 * followed. What is hidden is left out. Made safe twice, it is the same.
 */
public final class SafeHtml {
    private static final String[] TAGS = {
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "var"
    };
    private static final String[] ATTRIBUTES = {
        "align",
        "bgcolor",
        "border",
        "cellpadding",
        "cellspacing",
        "color",
        "colspan",
        "dir",
        "face",
        "height",
        "lang",
        "rowspan",
        "size",
        "start",
        "style",
        "title",
        "valign",
        "width"
    };
    private static final Cleaner CLEANER = new Cleaner(new Safelist()
            .addTags(TAGS)
            .addAttributes(":all", ATTRIBUTES)
            .addAttributes("a", "href")
            .addProtocols("a", "href", "https", "mailto")
            .addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow")
            .addEnforcedAttribute("a", "target", "_blank"));

    private SafeHtml() {}

    /** What may stand in the body of a page. */
    public static String of(String html) {
        Document document = Jsoup.parseBodyFragment(Flat.ifNeeded(html));
        withoutHidden(document);
        Document safe = CLEANER.clean(document);
        safe.outputSettings().prettyPrint(false);
        for (Element element : safe.getElementsByAttribute("style")) {
            restyle(element);
        }
        return safe.body().html();
    }

    private static void restyle(Element element) {
        String style = SafeStyle.of(element.attr("style"));
        if (style.isEmpty()) {
            element.removeAttr("style");
        } else {
            element.attr("style", style);
        }
    }

    /** Pictures become what stands for them. */
    private static void withoutHidden(Document document) {
        List<Element> gone = new ArrayList<>();
        NodeTraversor.traverse((node, depth) -> collect(node, gone), document);
        for (Element element : gone) {
            String alt = element.attr("alt").strip();
            if (element.normalName().equals("img") && !alt.isEmpty()) {
                element.replaceWith(new TextNode(alt));
            } else {
                element.remove();
            }
        }
    }

    private static void collect(Node node, List<Element> gone) {
        if (node instanceof Element element && (element.normalName().equals("img") || Hidden.is(element))) {
            gone.add(element);
        }
    }
}
