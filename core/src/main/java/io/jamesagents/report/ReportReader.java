package io.jamesagents.report;

import io.jamesagents.message.HeaderText;
import io.jamesagents.message.RawMail;
import io.jamesagents.report.ReportParts.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads reports about mail: delivery reports by the book (RFC 3464) and the many that are not, complaints (RFC 5965), answers
 * of programs (RFC 3834). No mail is an error: one that is not understood is no report.
 */
public final class ReportReader {
    private static final String[] STATUS = {"message/delivery-status", "message/global-delivery-status"};
    private static final String[] FEEDBACK = {"message/feedback-report"};
    private static final String[] RETURNED = {
        "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers", "message/rfc822-headers"
    };
    private static final int MAX_NESTED = 3;
    /** So many things that bounces have in common make one. */
    private static final int SIGNS = 2;

    private final ReportParts parts;
    private final boolean nullSender;
    private final Fields header;
    private final String text;
    private Fields original;

    private ReportReader(ReportParts parts, boolean nullSender) {
        this.parts = parts;
        this.nullSender = nullSender;
        this.header = parts.header();
        this.text = parts.text();
    }

    /** Reads a mail that may have its reverse-path in a Return-Path field. */
    public static Report read(RawMail mail) throws IOException {
        return read(mail, false);
    }

    /** Reads a mail that came with the null sender, or not. Throws only when the bytes cannot be got. */
    public static Report read(RawMail mail, boolean nullSender) throws IOException {
        RawMail at = mail;
        for (int nested = 0; nested < MAX_NESTED; nested++) {
            ReportParts parts = ReportParts.of(at);
            Report report = new ReportReader(parts, nullSender && nested == 0).report();
            List<Part> inner = parts.of("message/rfc822");
            boolean passedOn = !inner.isEmpty() && (report.kind() == Report.Kind.NONE || isReport(inner.get(0)));
            if (!passedOn || parts.has(STATUS) || parts.has(FEEDBACK)) {
                return report;
            }
            // A report that was passed on.
            at = RawMail.of(inner.get(0).text().getBytes(StandardCharsets.UTF_8));
        }
        return Report.NOTHING;
    }

    private static boolean isReport(Part part) {
        String type = Fields.header(part.text()).first("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/report");
    }

    private Report report() {
        List<Part> feedback = parts.of(FEEDBACK);
        if (!feedback.isEmpty()) {
            return Feedback.of(Fields.header(feedback.get(0).text()), original());
        }
        List<ReportedRecipient> byTheBook = Stream.concat(
                        parts.of(STATUS).stream().map(Part::text), embedded())
                .map(DeliveryStatus::of)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (!byTheBook.isEmpty()) {
            return new Report(Report.Kind.DELIVERY, byTheBook, original(), Fields.NONE);
        }
        return Feedback.inWords(header, this::original).orElseGet(this::inWords);
    }

    /** The fields of a delivery report within a text that is not marked as one. */
    private Stream<String> embedded() {
        return text.contains("inal-Recipient:") || text.contains("inal-recipient:") ? Stream.of(text) : Stream.empty();
    }

    private Report inWords() {
        boolean fromSystem = NoticeWords.sender(String.valueOf(header.first("from")));
        if (!fromSystem && AutoReplies.is(header)) {
            return AutoReplies.report(header);
        }
        BounceNotice notice = new BounceNotice(text);
        Set<String> named = named();
        if (named.isEmpty() && !isBounce(fromSystem, notice)) {
            return Report.NOTHING;
        }
        List<ReportedRecipient> recipients =
                named.isEmpty() ? notice.recipients(uninvolved(), addressees()) : notice.about(named);
        return recipients.isEmpty()
                ? Report.NOTHING
                : new Report(Report.Kind.DELIVERY, recipients, original(), Fields.NONE);
    }

    private boolean isBounce(boolean fromSystem, BounceNotice notice) {
        String subject = header.first("subject");
        boolean announced = subject != null && NoticeWords.subject(HeaderText.decoded(subject));
        boolean unanswerable = nullSender || "<>".equals(header.first("return-path"));
        long signs = Stream.of(fromSystem, unanswerable, announced, parts.has(RETURNED))
                .filter(sign -> sign)
                .count();
        if (parts.has(STATUS) || signs >= SIGNS) {
            return true;
        }
        // The words are many, and most mail is no bounce: they are looked for only where they can decide.
        boolean coded = StatusCodes.reply(notice.text()) != null;
        return signs > 0 ? coded || stated(notice) : coded && stated(notice);
    }

    private static boolean stated(BounceNotice notice) {
        return NoticeWords.statement(notice.text());
    }

    /** What programs of the Exim kind name in the header. */
    private Set<String> named() {
        Set<String> named = new LinkedHashSet<>();
        header.every("x-failed-recipients").forEach(value -> named.addAll(MailAddresses.every(value)));
        return named;
    }

    /** Those that the mail which came back was for. */
    private Set<String> addressees() {
        for (String name : List.of("x-envelope-to", "x-original-to", "delivered-to", "to")) {
            Set<String> found = new LinkedHashSet<>();
            original().every(name).forEach(value -> found.addAll(MailAddresses.every(value)));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return Set.of();
    }

    /** Who gets the report, and who wrote the mail that it is about. */
    private Set<String> uninvolved() {
        Set<String> all = new LinkedHashSet<>();
        for (String name : List.of("to", "from")) {
            header.every(name).forEach(value -> all.addAll(MailAddresses.every(value)));
        }
        for (String name : List.of("from", "return-path", "sender")) {
            original().every(name).forEach(value -> all.addAll(MailAddresses.every(value)));
        }
        return all;
    }

    /** The header of the mail that came back: in a part of its own, or behind the notice. */
    private Fields original() {
        if (original == null) {
            original = findOriginal();
        }
        return original;
    }

    private Fields findOriginal() {
        Optional<String> part = parts.of(RETURNED).stream()
                .map(Part::text)
                .filter(returned -> !returned.isBlank())
                .findFirst();
        return part.map(Fields::header).orElseGet(() -> behind(text));
    }

    private static Fields behind(String text) {
        boolean behind = false;
        StringBuilder returned = new StringBuilder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (behind && !(returned.isEmpty() && line.isBlank())) {
                returned.append(line).append('\n');
            } else if (!behind && NoticeWords.returned(line.strip())) {
                behind = true;
                boolean field = line.indexOf(':') > 0 && !line.startsWith("-");
                returned.append(field ? line + "\n" : "");
            }
        }
        return Fields.header(returned.toString());
    }
}
