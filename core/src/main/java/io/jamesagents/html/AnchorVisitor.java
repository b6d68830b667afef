package io.jamesagents.html;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Collects the links of the nodes that it visits, not those that are hidden. */
final class AnchorVisitor implements NodeVisitor {
    private static final int MOST = 1_000;
    private static final int WORDS = 200;

    private final List<Anchor> found = new ArrayList<>();
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder words = new StringBuilder();
    private Node hidden;
    private Element open;

    List<Anchor> found() {
        return found;
    }

    @Override
    public void head(Node node, int depth) {
        if (hidden != null) {
            return;
        }
        if (node instanceof TextNode text) {
            add(open == null ? before : words, text.text());
        } else if (node instanceof Element element) {
            begin(element);
        }
    }

    private void begin(Element element) {
        if (Hidden.is(element)) {
            hidden = element;
        } else if (element.normalName().equals("a") && element.hasAttr("href") && found.size() < MOST) {
            open = element;
            words.setLength(0);
        } else if (open != null && element.normalName().equals("img")) {
            add(words, element.attr("alt"));
        }
    }

    private static void add(StringBuilder into, String text) {
        into.append(' ').append(text, 0, Math.min(WORDS, text.length()));
        if (into.length() > WORDS) {
            into.delete(0, into.length() - WORDS);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node == hidden) {
            hidden = null;
        }
        if (node == open) {
            found.add(new Anchor(open.attr("href").strip(), line(words), line(before)));
            open = null;
            before.append(words);
        }
    }

    private static String line(CharSequence text) {
        return String.join(" ", text.toString().strip().split("\\s+"));
    }
}
