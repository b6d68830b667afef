package io.jamesagents.report;

import java.util.List;
import java.util.Objects;

/**
 * What a mail reports about mail that was sent. {@code original} are header fields of the mail that it is about, as far as it
 * gives them back; {@code feedbackType} is the word of RFC 5965, 3.1, of a complaint, else null. Nothing in it is proven: who
 * acts on it has to see first that the report is about a mail of ours.
 */
public record Report(Kind kind, List<ReportedRecipient> recipients, Fields original, String feedbackType) {
    /** Kinds of reports. */
    public enum Kind {
        /** About the delivery: RFC 3464, or in words. */
        DELIVERY,
        /** Feedback (RFC 5965). */
        COMPLAINT,
        /** An answer by a program (RFC 3834). */
        AUTO_REPLY,
        /** No report, or none that is understood. */
        NONE
    }

    static final Report NOTHING = new Report(Kind.NONE, List.of(), Fields.NONE, null);

    public Report {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(original);
        recipients = List.copyOf(recipients);
    }

    /** The Message-ID of the mail that it is about, with brackets, or null. */
    public String originalMessageId() {
        return original.first("message-id");
    }
}
