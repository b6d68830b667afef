package io.jamesagents.screening;

import io.jamesagents.html.HtmlMail;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.StoredMessage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The sentences of a mail: those that are read, in subject, text and names of files, and those that are not, in hidden text and
 * in asides. Beyond {@value #MAX_CHARS} characters of each nothing is read.
 */
record MailTexts(List<String> seen, List<String> encoded, List<String> unseen, Hidden hidden, List<LinkSign> links) {
    private static final int MAX_CHARS = 200_000;
    private static final int MAX_HTML = 1_000_000;

    static MailTexts of(StoredMessage message) {
        String html = cut(message.html() == null ? "" : message.html(), MAX_HTML);
        HtmlMail page = HtmlMail.of(html);
        String all = text(message, html.isBlank() ? "" : page.text());
        Hidden hidden = HiddenHtml.in(page.document()).and(InvisibleText.in(all));
        return new MailTexts(
                sentences(List.of(all)),
                sentences(Decoded.in(PlainForm.visible(all))),
                unseen(hidden),
                hidden,
                LinkSigns.in(page.document()));
    }

    /** The HTML too, which may say something else than the text beside it. */
    private static String text(StoredMessage message, String page) {
        StringBuilder all = new StringBuilder();
        all.append(message.subject() == null ? "" : message.subject()).append("\n\n");
        all.append(message.text()).append("\n\n");
        message.attachments().stream().map(Attachment::filename).forEach(name -> all.append(words(name))
                .append("\n\n"));
        all.append(page.equals(message.text()) ? "" : page);
        return cut(all.toString(), MAX_CHARS);
    }

    private static String words(String filename) {
        return filename == null ? "" : filename.replaceAll("[_+-]|\\.(?=\\w+$)", " ");
    }

    private static List<String> unseen(Hidden hidden) {
        Set<String> sentences = new LinkedHashSet<>(sentences(hidden.texts()));
        // A sentence may be spread over elements.
        sentences.addAll(sentences(List.of(String.join(" ", hidden.texts()))));
        sentences.addAll(sentences(hidden.asides()));
        return List.copyOf(sentences);
    }

    private static List<String> sentences(List<String> texts) {
        Set<String> distinct = new LinkedHashSet<>();
        int left = MAX_CHARS;
        for (String text : texts) {
            distinct.addAll(Sentences.of(PlainForm.of(cut(text, left))));
            left -= Math.min(left, text.length());
        }
        return List.copyOf(distinct);
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
