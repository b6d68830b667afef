package io.jamesagents.html;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeTraversor;

/**
 * The text of an HTML mail as a mail client would write it: a line for each block, {@code >} before what is marked as
 * quoted, {@code --} above what is marked as a signature, nothing of what is hidden. A mail of nothing but pictures has what
 * stands for them.
 */
public final class HtmlText {
    private static final int LONGEST_ALT = 300;

    private HtmlText() {}

    public static String of(String html) {
        Document document = Jsoup.parse(html);
        TextVisitor lines = new TextVisitor();
        NodeTraversor.traverse(lines, document);
        String text = lines.text();
        return text.isBlank() ? pictures(document) : text;
    }

    private static String pictures(Document document) {
        StringBuilder text = new StringBuilder();
        for (Element picture : document.select("img[alt], area[alt]")) {
            String alt = picture.attr("alt").strip();
            if (!alt.isEmpty() && alt.length() <= LONGEST_ALT) {
                text.append(alt).append('\n');
            }
        }
        return (text.isEmpty() ? document.title() : text.toString()).strip();
    }
}
