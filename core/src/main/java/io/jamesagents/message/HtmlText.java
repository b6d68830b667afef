package io.jamesagents.message;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The text of an HTML mail, with a line for each block. */
public final class HtmlText {
    private static final Set<String> OWN_LINE =
            Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final String UNSEEN = "script, style, head, title";

    private HtmlText() {}

    public static String of(String html) {
        Document document = Jsoup.parse(html);
        document.select(UNSEEN).remove();
        StringBuilder text = new StringBuilder();
        NodeTraversor.traverse(new Lines(text), document);
        return text.toString()
                .replace('\u00a0', ' ')
                .replaceAll(" *\n *", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .trim();
    }

    private record Lines(StringBuilder text) implements NodeVisitor {
        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                String normalised = words.text();
                text.append(endsLine() ? normalised.stripLeading() : normalised);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && OWN_LINE.contains(element.normalName())) {
                text.append('\n');
            }
        }

        private boolean endsLine() {
            return text.length() == 0 || text.charAt(text.length() - 1) == '\n';
        }
    }
}
