package io.jamesagents.message;

import io.jamesagents.thread.MessageIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads mails, each on a thread of its own and for a limited time. A mail that cannot be read is not an error: what is
 * known of it is returned, marked, so that it can be stored as it is.
 */
public final class MailParser implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MailParser.class);
    private final Limits limits;
    private final ExecutorService workers;

    public MailParser(Limits limits) {
        this.limits = limits;
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mail-parser-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public ParsedMail parse(RawMail mail) throws IOException {
        return parse(mail, limits);
    }

    private ParsedMail parse(RawMail mail, Limits within) throws IOException {
        Future<ParsedMail> parsing = workers.submit(() -> read(mail, within));
        try {
            return parsing.get(within.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            parsing.cancel(true);
            return unreadable(mail, within, "it took longer than " + within.time());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            // Errors too: a mail that overflows a stack must not stop the thread that delivers it.
            return unreadable(mail, within, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading a mail", e);
        }
    }

    private ParsedMail unreadable(RawMail mail, Limits tried, String reason) throws IOException {
        LOGGER.warn("A mail of {} bytes is kept as it is: {}", mail.size(), reason);
        return tried == Limits.HEADERS_ONLY ? nothing() : withMark(parse(mail, Limits.HEADERS_ONLY));
    }

    private static ParsedMail nothing() {
        return assemble(Map.of(), MailContent.nothing(), List.of(), Set.of(ParsedMail.PARSE_FAILED), Limits.DEFAULT);
    }

    private static ParsedMail withMark(ParsedMail mail) {
        Set<String> marks = new LinkedHashSet<>(mail.marks());
        marks.add(ParsedMail.PARSE_FAILED);
        return new ParsedMail(
                mail.headers(),
                mail.subject(),
                mail.messageId(),
                mail.inReplyTo(),
                mail.references(),
                mail.participants(),
                mail.date(),
                mail.content(),
                mail.attachments(),
                marks);
    }

    private static ParsedMail read(RawMail mail, Limits limits) throws IOException {
        MimeReader reader = new MimeReader(limits);
        reader.read(mail);
        Map<String, String> headers = reader.headers();
        MailContent content =
                MailContent.of(subject(headers), reader.text(), reader.html(), headers.get("list-unsubscribe"));
        return assemble(headers, content, reader.files(), reader.marks(), limits);
    }

    private static ParsedMail assemble(
            Map<String, String> headers,
            MailContent content,
            List<ParsedMail.Part> files,
            Set<String> marks,
            Limits limits) {
        List<Participant> participants = participants(headers, limits.recipients());
        Predicate<String> isAddress = id -> participants.stream()
                .anyMatch(participant -> participant.identity().equalsIgnoreCase(id));
        return new ParsedMail(
                Map.copyOf(headers),
                subject(headers),
                MessageIds.own(headers.get("message-id")),
                MessageIds.inReplyTo(headers.get("in-reply-to"), isAddress),
                MessageIds.references(headers.get("references"), isAddress, limits.references()),
                participants,
                MailDate.parse(headers.get("date")),
                content,
                List.copyOf(files),
                Set.copyOf(marks));
    }

    private static String subject(Map<String, String> headers) {
        String subject = headers.get("subject");
        return subject == null ? null : HeaderText.decoded(subject);
    }

    private static List<Participant> participants(Map<String, String> headers, int limit) {
        List<Participant> all = new ArrayList<>();
        String from = headers.getOrDefault("from", headers.get("sender"));
        if (from != null) {
            all.addAll(Addresses.parse(Participant.SENDER, from, 1));
        }
        for (String role : List.of(Participant.TO, Participant.CC)) {
            if (headers.containsKey(role)) {
                all.addAll(Addresses.parse(role, headers.get(role), limit - all.size()));
            }
        }
        return List.copyOf(all);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
