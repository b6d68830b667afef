package io.jamesagents.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads complaints (RFC 5965). */
final class Feedback {
    private static final String COMPLAINT = "complaint about message";

    private Feedback() {}

    /** {@code fields} are those of the part message/feedback-report, {@code original} those of the mail complained about. */
    static Report of(Fields fields, Fields original) {
        Set<String> recipients = new LinkedHashSet<>();
        add(recipients, fields.every("original-rcpt-to"));
        for (String name : List.of("removal-recipient", "redacted-address", "user-reference")) {
            addIfNone(recipients, fields.every(name));
        }
        for (String name : List.of("x-hmxmroriginalrecipient", "delivered-to", "x-original-to", "to")) {
            addIfNone(recipients, original.every(name));
        }
        return new Report(
                Report.Kind.COMPLAINT,
                recipients.stream()
                        .map(address -> ReportedRecipient.named(address, ReportedClass.FEEDBACK))
                        .toList(),
                original,
                fields);
    }

    /** The complaints of providers that send the mail back with no more than a subject. */
    static Optional<Report> inWords(Fields header, Supplier<Fields> original) {
        String subject = String.valueOf(header.first("subject")).toLowerCase(Locale.ROOT);
        boolean complaint = subject.startsWith(COMPLAINT) && !original.get().isEmpty();
        return complaint ? Optional.of(of(Fields.header("Feedback-Type: abuse"), original.get())) : Optional.empty();
    }

    private static void addIfNone(Set<String> recipients, List<String> values) {
        if (recipients.isEmpty()) {
            add(recipients, values);
        }
    }

    private static void add(Set<String> recipients, List<String> values) {
        values.forEach(value -> recipients.addAll(MailAddresses.every(value)));
    }
}
