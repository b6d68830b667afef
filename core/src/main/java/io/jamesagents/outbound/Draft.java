package io.jamesagents.outbound;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.message.OneLine;
import io.jamesagents.message.Participant;
import io.jamesagents.outbound.Validation.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A send request that was checked. Every text in it is safe to put into a header (RFC 5322, 2.2). */
record Draft(
        List<Recipient> recipients,
        List<Recipient> replyTo,
        String subject,
        String text,
        String html,
        Recipient from,
        Map<String, String> headers,
        List<Rejected> rejected) {
    private static final int MAX_RECIPIENTS = 50;
    private static final int MAX_SUBJECT = 500;
    private static final int MAX_BODY = 10_000_000;
    private static final int MAX_HEADERS = 50;
    private static final int MAX_LINE = 998;
    private static final Pattern HEADER_NAME = Pattern.compile("[!-9;-~]{1,100}");
    private static final Pattern OURS =
            Pattern.compile("from|to|cc|bcc|sender|reply-to|subject|return-path|delivered-to"
                    + "|received|dkim-signature|authentication-results|arc-.*|list-unsubscribe.*|message-id|in-reply-to|references"
                    + "|mime-.*|content-.*|date|x-commune-.*|x-agent-.*|idempotency-key");

    static Draft of(SendRequest request) {
        List<Rejected> rejected = new ArrayList<>();
        List<Recipient> recipients = new ArrayList<>();
        recipients.addAll(people(Participant.TO, "to", request.to(), rejected));
        if (request.to() == null || request.to().isEmpty()) {
            throw new Invalid("to", "to is required");
        }
        recipients.addAll(people(Participant.CC, "cc", request.cc(), rejected));
        recipients.addAll(people(Participant.BCC, "bcc", request.bcc(), rejected));
        requireSendable(recipients, rejected);
        if (request.threadId() != null) {
            oneLine("thread_id", request.threadId());
        }
        return new Draft(
                once(recipients),
                strict("reply_to", request.replyTo()),
                subject(request.subject()),
                body("text", request.text()),
                html(request),
                from(request.from()),
                headers(request.headers()),
                rejected);
    }

    private static List<Recipient> people(String role, String field, List<String> texts, List<Rejected> rejected) {
        List<Recipient> people = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            Recipient recipient = Recipient.parse(role, oneLine(field, text), rejected);
            if (recipient != null) {
                if (recipient.name() != null) {
                    oneLine(field, recipient.name());
                }
                people.add(recipient);
            }
        }
        return people;
    }

    private static void requireSendable(List<Recipient> recipients, List<Rejected> rejected) {
        if (recipients.size() + rejected.size() > MAX_RECIPIENTS) {
            throw new Invalid("to", "A mail may have at most " + MAX_RECIPIENTS + " recipients in to, cc and bcc");
        }
        if (recipients.isEmpty()) {
            throw new Invalid("to", "No valid recipient: " + rejected.get(0).email());
        }
    }

    /** An address named twice gets one mail, in the role it was named in first. */
    private static List<Recipient> once(List<Recipient> recipients) {
        Map<String, Recipient> byAddress = new LinkedHashMap<>();
        recipients.forEach(recipient -> byAddress.putIfAbsent(recipient.address(), recipient));
        return List.copyOf(byAddress.values());
    }

    private static List<Recipient> strict(String field, List<String> texts) {
        List<Rejected> unreadable = new ArrayList<>();
        List<Recipient> people = people(Participant.TO, field, texts, unreadable);
        if (!unreadable.isEmpty()) {
            throw new Invalid(
                    field,
                    field + " is not an e-mail address: " + unreadable.get(0).email());
        }
        return people;
    }

    private static Recipient from(String from) {
        List<Recipient> parsed = from == null || from.isBlank() ? List.of() : strict("from", List.of(from));
        return parsed.isEmpty() ? null : parsed.get(0);
    }

    private static String subject(String subject) {
        if (subject == null || subject.isBlank()) {
            throw new Invalid("subject", "subject is required");
        }
        if (subject.length() > MAX_SUBJECT) {
            throw new Invalid("subject", "subject may have at most " + MAX_SUBJECT + " characters");
        }
        return oneLine("subject", subject);
    }

    private static String html(SendRequest request) {
        if (blank(request.text()) && blank(request.html())) {
            throw new Invalid("text", "html or text is required");
        }
        return body("html", request.html());
    }

    private static String body(String field, String body) {
        if (body != null && body.length() > MAX_BODY) {
            throw new Invalid(field, field + " may have at most " + MAX_BODY + " characters");
        }
        return blank(body) ? null : body;
    }

    private static boolean blank(String text) {
        return text == null || text.isEmpty();
    }

    /** The caller's headers without those that are ours to write. */
    private static Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> kept = new LinkedHashMap<>();
        (headers == null ? Map.<String, String>of() : headers).forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()) {
                throw new Invalid(
                        "headers", "headers: '" + name.replaceAll("\\p{Cntrl}", "?") + "' is not a header name");
            }
            String line = oneLine("headers." + name, value == null ? "" : value);
            if (name.length() + line.length() + 2 > MAX_LINE) {
                throw new Invalid("headers." + name, "headers." + name + " is longer than " + MAX_LINE + " characters");
            }
            if (!OURS.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
                kept.put(name, line);
            }
        });
        if (kept.size() > MAX_HEADERS) {
            throw new Invalid("headers", "headers may have at most " + MAX_HEADERS + " entries");
        }
        return kept;
    }

    static String oneLine(String field, String text) {
        return OneLine.require(field, text);
    }
}
