package io.jamesagents.message;

import org.jspecify.annotations.Nullable;

/**
 * What a mail says: its whole text, its HTML part, what its author wrote (without quotes and signature), what it quotes, and
 * the whole in Markdown. Null are the HTML of a mail without such a part, and, of a mail that nobody looked at, the last three.
 */
public record MessageBody(
        String text,
        @Nullable String html,
        @Nullable String visible,
        @Nullable String quoted,
        @Nullable String markdown) {

    /** Text and HTML alone. */
    public static MessageBody of(String text, @Nullable String html) {
        return new MessageBody(text, html, null, null, null);
    }

    /** What the author wrote, or all there is when nobody looked. */
    public String said() {
        return visible == null ? text : visible;
    }
}
