package io.jamesagents.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a mail reports about mail that was sent. {@code original} are header fields of the mail that it is about, as far as it
 * gives them back, and {@code feedback} those of a complaint (RFC 5965, 3). Nothing in it is proven: who acts on it has to see
 * first that the report is about a mail of ours.
 */
public record Report(Kind kind, List<ReportedRecipient> recipients, Fields original, Fields feedback) {
    private static final int MOST_PATHS = 10;

    /** Kinds of reports. */
    public enum Kind {
        /** About the delivery: RFC 3464, or in words. */
        DELIVERY("delivery_report"),
        /** Feedback (RFC 5965). */
        COMPLAINT("feedback_report"),
        /** An answer by a program (RFC 3834). */
        AUTO_REPLY("auto_reply"),
        /** No report, or none that is understood. */
        NONE("");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        /** The mark of a message that is one; empty for none. */
        public String mark() {
            return mark;
        }
    }

    static final Report NOTHING = new Report(Kind.NONE, List.of(), Fields.NONE, Fields.NONE);

    public Report {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(original);
        Objects.requireNonNull(feedback);
        recipients = List.copyOf(recipients);
    }

    /** The Message-ID of the mail that it is about, with brackets, or null. */
    public String originalMessageId() {
        return original.first("message-id");
    }

    /** What a complaint is about, a word of RFC 5965, 7.3. */
    String feedbackType() {
        String type = feedback.first("feedback-type");
        return type == null ? "other" : type.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Return paths of our form that the report gives back, wherever in the header of the mail that it is about: providers keep it
     * in Return-Path, in Authentication-Results ({@code smtp.mailfrom}), in Received.
     */
    List<String> returnPaths() {
        return Stream.of(feedback, original)
                .flatMap(fields -> fields.all().values().stream())
                .flatMap(List::stream)
                .flatMap(ReturnTags::within)
                .distinct()
                .limit(MOST_PATHS)
                .toList();
    }
}
