package io.jamesagents.html;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeTraversor;

/** An HTML mail, read: what it says as text and as Markdown, and where it links to. Nothing of what is hidden is in either. */
public final class HtmlMail {
    private static final int LONGEST_ALT = 300;

    private final Document document;

    private HtmlMail(Document document) {
        this.document = document;
    }

    public static HtmlMail of(String html) {
        return new HtmlMail(Jsoup.parse(Flat.ifNeeded(html)));
    }

    /** The page, which nobody may change. */
    public Document document() {
        return document;
    }

    /**
     * The text as a mail client would write it: a line for each block, {@code >} before what is marked as quoted, {@code --}
     * above what is marked as a signature. A mail of nothing but pictures has what stands for them.
     */
    public String text() {
        TextVisitor lines = new TextVisitor();
        NodeTraversor.traverse(lines, document);
        String text = lines.text();
        return text.isBlank() ? pictures() : text;
    }

    /** The whole in Markdown (CommonMark, and tables of GitHub's), without pictures. */
    public String markdown() {
        MarkdownVisitor lines = new MarkdownVisitor();
        NodeTraversor.traverse(lines, document);
        return lines.markdown();
    }

    /** The links, in their order. */
    public List<Anchor> anchors() {
        AnchorVisitor anchors = new AnchorVisitor();
        NodeTraversor.traverse(anchors, document);
        return anchors.found();
    }

    private String pictures() {
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
