package io.jamesagents.html;

import io.jamesagents.reply.Forwarded;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** By which elements mail clients mark quotes and signatures. */
final class MailMarks {
    private static final int LOOKED_AT = 12;
    private static final List<String> QUOTES = List.of(
            "yahoo_quoted",
            "protonmail_quote",
            "tutanota_quote",
            "zmail_extra",
            "gmail_attr",
            "moz-cite-prefix",
            "ms-outlook-mobile-reference",
            "moz-email-headers-table",
            "outlookmessageheader",
            "skiff_quote",
            "front-blockquote",
            "freebirdformatquote");
    private static final List<String> SIGNATURES = List.of(
            "gmail_signature", "moz-signature", "protonmail_signature_block", "zmail_signature", "applemailsignature");
    private static final Set<String> SIGNATURE_IDS = Set.of(
            "signature",
            "ms-outlook-mobile-signature",
            "applemailsignature",
            "ymail_android_signature",
            "linebreakatbeginningofsignature");

    private MailMarks() {}

    /** Whether all within is quoted, and is not a mail that is passed on. */
    static boolean quote(Element element) {
        return (blockquote(element) || hasClass(element, QUOTES)) && !Forwarded.begins(firstWords(element));
    }

    private static boolean blockquote(Element element) {
        if (!element.normalName().equals("blockquote")) {
            return false;
        }
        return element.attr("type").equalsIgnoreCase("cite")
                || element.hasAttr("cite")
                || element.className().toLowerCase(Locale.ROOT).contains("quote")
                || introduced(element);
    }

    /** Whether what stands before it ends in a colon. */
    private static boolean introduced(Element element) {
        Node before = element.previousSibling();
        for (int i = 0; i < LOOKED_AT && before != null; i++) {
            if (before instanceof TextNode text && !text.isBlank()) {
                return text.text().strip().endsWith(":");
            }
            if (before instanceof Element earlier && earlier.childNodeSize() > 0) {
                before = earlier.childNode(earlier.childNodeSize() - 1);
            } else {
                before = before.previousSibling();
            }
        }
        return false;
    }

    static boolean signature(Element element) {
        return hasClass(element, SIGNATURES)
                || SIGNATURE_IDS.contains(element.id().toLowerCase(Locale.ROOT))
                || element.hasAttr("data-signatureblock");
    }

    private static boolean hasClass(Element element, List<String> names) {
        if (!element.hasAttr("class")) {
            return false;
        }
        String classes = element.className().toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(name -> classes.contains(name) && !classes.contains(name + "_prefix"));
    }

    /** The first text within, looked for not too far down. */
    private static String firstWords(Element element) {
        Node node = element;
        for (int i = 0; i < LOOKED_AT && node != null; i++) {
            if (node instanceof TextNode text && !text.isBlank()) {
                return text.text();
            }
            node = node.childNodeSize() > 0 ? node.childNode(0) : following(node, element);
        }
        return "";
    }

    private static Node following(Node node, Element within) {
        Node at = node;
        while (at != null && at != within) {
            if (at.nextSibling() != null) {
                return at.nextSibling();
            }
            at = at.parent();
        }
        return null;
    }
}
