package io.jamesagents.message;

import io.jamesagents.html.SafeHtml;
import org.jsoup.nodes.Entities;

/** A page that shows a message to a person: its HTML made safe, or its text. */
public final class Preview {
    private static final String HEAD = "<!DOCTYPE html><html><head><meta charset=\"utf-8\">"
            + "<meta name=\"referrer\" content=\"no-referrer\"><title>Message</title></head><body>";
    private static final String TAIL = "</body></html>";

    private Preview() {}

    public static String of(MessageBody body) {
        String shown = body.html() == null || body.html().isBlank()
                ? "<pre style=\"white-space:pre-wrap\">" + Entities.escape(body.text()) + "</pre>"
                : SafeHtml.of(body.html());
        return HEAD + shown + TAIL;
    }
}
