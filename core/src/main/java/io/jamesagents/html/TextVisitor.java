package io.jamesagents.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Writes the text of the nodes that it visits. */
final class TextVisitor implements NodeVisitor {
    private static final Set<String> BLOCKS = Set.of(
            "div",
            "tr",
            "table",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "section",
            "article",
            "header",
            "footer",
            "center",
            "form",
            "address",
            "pre",
            "blockquote",
            "body",
            "figure",
            "main",
            "nav",
            "aside");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6");

    private final LineWriter lines = new LineWriter();
    private Node hidden;
    private Element signature;
    private final Deque<Element> quotes = new ArrayDeque<>();

    String text() {
        return lines.toString();
    }

    @Override
    public void head(Node node, int depth) {
        if (hidden != null) {
            return;
        }
        if (node instanceof TextNode text) {
            words(text);
        } else if (node instanceof Element element) {
            begin(element);
        }
    }

    private void words(TextNode text) {
        String words = text.getWholeText();
        if (signature != null && !words.isBlank()) {
            if (!words.strip().startsWith("--")) {
                lines.endLine();
                lines.raw("-- ");
                lines.newLine();
            }
            signature = null;
        }
        if (text.parent() instanceof Element parent && parent.normalName().equals("pre")) {
            preformatted(words);
        } else {
            lines.text(words);
        }
    }

    private void preformatted(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (words.charAt(i) == '\n') {
                lines.newLine();
            } else if (words.charAt(i) != '\r') {
                lines.raw(words.charAt(i));
            }
        }
    }

    private void begin(Element element) {
        if (Hidden.is(element)) {
            hidden = element;
            return;
        }
        separate(element);
        if (MailMarks.quote(element)) {
            quotes.push(element);
            lines.mark("> ");
        } else if (signature == null && MailMarks.signature(element)) {
            signature = element;
        }
        if (element.normalName().equals("li")) {
            lines.markOnce("- ");
        }
    }

    private void separate(Element element) {
        String name = element.normalName();
        if (PARAGRAPHS.contains(name)) {
            paragraph(element);
        } else if (BLOCKS.contains(name)) {
            lines.endLine();
        } else if (name.equals("td") || name.equals("th")) {
            lines.space();
        }
    }

    /** Word sets the space between its paragraphs by styles, and leaves empty ones where it means an empty line. */
    private void paragraph(Element element) {
        if (element.className().startsWith("Mso")) {
            lines.endLine();
        } else {
            lines.paragraph();
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (hidden != null) {
            hidden = node == hidden ? null : hidden;
            return;
        }
        if (node instanceof Element element) {
            end(element);
        }
    }

    private void end(Element element) {
        String name = element.normalName();
        if (name.equals("br")) {
            lines.newLine();
        } else if (name.equals("hr")) {
            lines.endLine();
            lines.raw("----------");
            lines.newLine();
        } else {
            endOfBlock(element, name);
        }
    }

    private void endOfBlock(Element element, String name) {
        boolean word = element.className().startsWith("Mso");
        if (PARAGRAPHS.contains(name) && !word) {
            lines.paragraph();
        } else if (PARAGRAPHS.contains(name) && lines.lineIsEmpty()) {
            lines.newLine();
        } else {
            separate(element);
        }
        if (element == signature) {
            signature = null;
        }
        if (element == quotes.peek()) {
            quotes.pop();
            lines.unmark();
        }
    }
}
