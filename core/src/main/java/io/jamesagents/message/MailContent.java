package io.jamesagents.message;

import io.jamesagents.finds.Finds;
import io.jamesagents.html.Anchor;
import io.jamesagents.html.HtmlMail;
import io.jamesagents.reply.ReplyText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a mail says, understood: its body, parted into what is new and what is quoted, and the codes and links in it. */
public record MailContent(MessageBody body, Finds finds) {
    private static final MailContent NOTHING = new MailContent(new MessageBody("", null, "", null, null), Finds.NONE);
    private static final int STUB = 600;
    private static final int MUCH_MORE = 3;

    /** By what a text says that stands for an HTML part, instead of saying the same. */
    private static final List<String> STUBS = List.of(
            "view in browser",
            "view this email",
            "view it in your browser",
            "view the email",
            "does not support html",
            "doesn't support html",
            "not support html",
            "html-enabled",
            "html enabled",
            "html email client",
            "html format",
            "enable html",
            "view online",
            "web version",
            "online version",
            "im browser",
            "unterstützt kein html",
            "onlineversion",
            "dans votre navigateur",
            "version en ligne",
            "en tu navegador",
            "en el navegador",
            "no navegador",
            "nel browser",
            "nel tuo browser",
            "in je browser",
            "in uw browser",
            "i webbläsaren",
            "w przeglądarce",
            "в браузере",
            "ブラウザで",
            "在浏览器",
            "在瀏覽器",
            "브라우저에서");

    /**
     * Of a mail with these parts; {@code text} is empty and {@code html} null where there is none. The text is that of the HTML
     * if the mail has no other, or one that only says that there is HTML.
     */
    static MailContent of(
            @Nullable String subject, String text, @Nullable String html, @Nullable String listUnsubscribe) {
        if (html == null) {
            return of(subject, text, null, null, listUnsubscribe);
        }
        HtmlMail page = HtmlMail.of(html);
        String seen = text.isBlank() || text.length() < STUB ? page.text() : "";
        return of(subject, text.isBlank() || stub(text, seen) ? seen : text, html, page, listUnsubscribe);
    }

    /** Of a mail of which nobody knows more than its text and its HTML. */
    public static MailContent of(@Nullable String subject, String text, @Nullable String html) {
        return of(subject, text, html, null);
    }

    static MailContent nothing() {
        return NOTHING;
    }

    private static MailContent of(
            @Nullable String subject,
            String text,
            @Nullable String html,
            @Nullable HtmlMail page,
            @Nullable String listUnsubscribe) {
        ReplyText parted = ReplyText.of(text, subject);
        List<Anchor> anchors = page == null ? List.of() : page.anchors();
        String markdown = page == null ? null : page.markdown();
        return new MailContent(
                new MessageBody(text, html, parted.visible(), parted.quoted(), markdown),
                Finds.in(subject, parted.visible(), anchors, listUnsubscribe));
    }

    private static boolean stub(String text, String seen) {
        if (text.length() >= STUB || seen.length() < text.strip().length()) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return STUBS.stream().anyMatch(lower::contains) && seen.length() > MUCH_MORE * wordsWithoutLinks(text);
    }

    private static int wordsWithoutLinks(String text) {
        int length = 0;
        for (String word : text.split("\\s+")) {
            length += word.contains("://") ? 0 : word.length();
        }
        return length;
    }
}
