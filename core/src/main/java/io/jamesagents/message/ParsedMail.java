package io.jamesagents.message;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was understood of a mail. Header names are lower-case, of repeated headers the first counts. {@code marks} name what was not understood. Message-IDs have no brackets; {@code messageId}, {@code inReplyTo},
 * subject and date may be null.
 */
public record ParsedMail(
        Map<String, String> headers,
        String subject,
        String messageId,
        String inReplyTo,
        List<String> references,
        List<Participant> participants,
        Instant date,
        MailContent content,
        List<Part> attachments,
        Set<String> marks) {
    /** The mail goes past a limit of {@link Limits}: what lies behind it was not read. */
    public static final String PARSE_LIMITED = "parse_limited";

    /** The mail could not be read as MIME; only its headers were. */
    public static final String PARSE_FAILED = "parse_failed";

    /** Text was longer than what is kept. */
    public static final String TEXT_TRUNCATED = "text_truncated";

    /**
     * A part that is a file: its number among all leaf parts, counted from 0, its decoded size in bytes, and its Content-ID
     * without brackets or null.
     */
    public record Part(int number, String filename, String mimeType, long size, String contentId) {}

    public String text() {
        return content.body().text();
    }

    /** Null when the mail has none. */
    public String html() {
        return content.body().html();
    }

    /** The unfolded header of this name, or null. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The bare address in From, or null. */
    public String sender() {
        return participants.stream()
                .filter(participant -> participant.role().equals(Participant.SENDER))
                .map(Participant::identity)
                .findFirst()
                .orElse(null);
    }
}
