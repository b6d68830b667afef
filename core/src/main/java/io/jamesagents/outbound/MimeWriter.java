package io.jamesagents.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.stream.RawField;

/** Writes a draft as a mail (RFC 5322, RFC 2045). Bcc is nowhere in it. */
final class MimeWriter {
    private MimeWriter() {}

    /** What the server adds to a draft: the ids have their brackets, {@code inReplyTo} may be null. */
    record Envelope(
            Mailbox from,
            List<Mailbox> replyTo,
            String subject,
            String messageId,
            String inReplyTo,
            List<String> references,
            Instant date) {}

    static byte[] write(Draft draft, Envelope envelope, List<Enclosure> files) {
        try {
            Message.Builder mail = Message.Builder.of()
                    .setFrom(envelope.from())
                    .setReplyTo(envelope.replyTo().toArray(new Mailbox[0]))
                    .setTo(people(draft, "to"))
                    .setSubject(envelope.subject())
                    .setDate(Date.from(envelope.date()));
            if (people(draft, "cc").length > 0) {
                mail.setCc(people(draft, "cc"));
            }
            mail.setMessageId(envelope.messageId());
            references(mail, envelope);
            for (Map.Entry<String, String> header : draft.headers().entrySet()) {
                mail.addField(new RawField(header.getKey(), encoded(header)));
            }
            new MimeBody(draft, files).writeOn(mail);
            ByteArrayOutputStream out = new ByteArrayOutputStream(size(files));
            new DefaultMessageWriter().writeMessage(mail.build(), out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mailbox[] people(Draft draft, String role) {
        return draft.recipients().stream()
                .filter(recipient -> recipient.role().equals(role))
                .map(Recipient::toMailbox)
                .toArray(Mailbox[]::new);
    }

    private static void references(Message.Builder mail, Envelope envelope) {
        if (envelope.inReplyTo() != null) {
            mail.addField(new RawField("In-Reply-To", envelope.inReplyTo()));
        }
        if (!envelope.references().isEmpty()) {
            mail.addField(new RawField("References", String.join(" ", envelope.references())));
        }
    }

    private static String encoded(Map.Entry<String, String> header) {
        int used = header.getKey().length() + 2;
        return EncoderUtil.encodeIfNecessary(header.getValue(), EncoderUtil.Usage.TEXT_TOKEN, used);
    }

    /** About as much as will be written, so that large files are not copied while the mail grows. */
    private static int size(List<Enclosure> files) {
        long encoded = files.stream()
                .mapToLong(file -> file.content().length * 7L / 5 + 1024)
                .sum();
        return (int) Math.min(Integer.MAX_VALUE / 2, 8 * 1024 + encoded);
    }
}
