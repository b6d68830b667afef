package io.jamesagents.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Writes the nodes that it visits in Markdown. */
final class MarkdownVisitor implements NodeVisitor {
    private static final Set<String> BLOCKS = Set.of(
            "div", "tr", "table", "dl", "dt", "dd", "section", "article", "header", "footer", "center", "form",
            "address", "body", "figure", "main", "nav", "aside", "td", "th");
    private static final Set<String> STRONG = Set.of("b", "strong");
    private static final Set<String> EMPHASIS = Set.of("i", "em");

    private final LineWriter lines = new LineWriter();
    private final Deque<int[]> numbers = new ArrayDeque<>();
    private final MarkdownTable table = new MarkdownTable(lines);
    private final MarkdownInline inline = new MarkdownInline(lines);
    private Node hidden;
    private Element pre;

    String markdown() {
        return lines.toString();
    }

    @Override
    public void head(Node node, int depth) {
        if (hidden != null) {
            return;
        }
        if (node instanceof TextNode text) {
            words(text.getWholeText());
        } else if (node instanceof Element element) {
            begin(element, element.normalName());
        }
    }

    private void words(String words) {
        if (pre == null) {
            inline.text(words, table.open());
            return;
        }
        for (int i = 0; i < words.length(); i++) {
            if (words.charAt(i) == '\n') {
                lines.newLine();
            } else {
                lines.raw(words.charAt(i));
            }
        }
    }

    private void begin(Element element, String name) {
        if (Hidden.is(element)) {
            hidden = element;
        } else if (STRONG.contains(name)) {
            inline.open("**");
        } else if (EMPHASIS.contains(name)) {
            inline.open("*");
        } else if (name.equals("a")) {
            inline.openLink(element);
        } else if (table.open()) {
            table.begin(element, name);
        } else if (!inline.inLink()) {
            beginBlock(element, name);
        } else if (BLOCKS.contains(name) || name.equals("p") || name.equals("br")) {
            lines.space();
        }
    }

    private void beginBlock(Element element, String name) {
        switch (name) {
            case "p", "h1", "h2", "h3", "h4", "h5", "h6" -> beginParagraph(name);
            case "ul" -> numbers.push(new int[] {0});
            case "ol" -> numbers.push(new int[] {1});
            case "li" -> beginItem();
            case "blockquote" -> {
                breakLine();
                lines.mark("> ");
            }
            case "pre" -> {
                paragraph();
                lines.raw("```");
                lines.newLine();
                pre = element;
            }
            case "tr" -> {
                breakLine();
                table.row(element);
            }
            default -> {
                if (BLOCKS.contains(name)) {
                    breakLine();
                }
            }
        }
    }

    private void beginParagraph(String name) {
        paragraph();
        if (name.charAt(0) == 'h') {
            lines.markOnce("#".repeat(name.charAt(1) - '0') + " ");
        }
    }

    private void beginItem() {
        breakLine();
        int[] number = numbers.isEmpty() ? new int[] {0} : numbers.peek();
        lines.mark("  ");
        lines.markOnce(number[0] > 0 ? number[0]++ + ". " : "- ");
    }

    private void paragraph() {
        breakLine();
        lines.paragraph();
    }

    private void breakLine() {
        inline.breakLine();
        lines.endLine();
    }

    @Override
    public void tail(Node node, int depth) {
        if (hidden != null) {
            hidden = node == hidden ? null : hidden;
        } else if (node instanceof Element element) {
            end(element, element.normalName().toLowerCase(Locale.ROOT));
        }
    }

    private void end(Element element, String name) {
        if (STRONG.contains(name) || EMPHASIS.contains(name)) {
            inline.close(STRONG.contains(name) ? "**" : "*");
        } else if (name.equals("a")) {
            inline.closeLink();
        } else if (table.open()) {
            table.end(element, name);
        } else if (!inline.inLink()) {
            endBlock(name);
        }
    }

    private void endBlock(String name) {
        switch (name) {
            case "p", "h1", "h2", "h3", "h4", "h5", "h6" -> paragraph();
            case "ul", "ol" -> numbers.poll();
            case "li" -> unmark();
            case "blockquote" -> {
                unmark();
                lines.newLine();
            }
            case "pre" -> {
                lines.endLine();
                lines.raw("```");
                lines.paragraph();
                pre = null;
            }
            case "br" -> {
                inline.breakLine();
                lines.newLine();
            }
            case "hr" -> {
                paragraph();
                lines.raw("---");
                lines.paragraph();
            }
            default -> {
                if (BLOCKS.contains(name)) {
                    breakLine();
                }
            }
        }
    }

    private void unmark() {
        inline.breakLine();
        lines.unmark();
    }
}
