package io.jamesagents.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.BodyPartBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.MultipartBuilder;
import org.apache.james.mime4j.message.SingleBodyBuilder;
import org.apache.james.mime4j.stream.RawField;

/** Writes a draft as a mail (RFC 5322, RFC 2045). Bcc is nowhere in it. */
final class MimeWriter {
    private static final String ENCODING = "quoted-printable";

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

    static byte[] write(Draft draft, Envelope envelope) {
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
            body(mail, draft);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
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
            mail.addField(new RawField("References", String.join("\r\n ", envelope.references())));
        }
    }

    private static String encoded(Map.Entry<String, String> header) {
        int used = header.getKey().length() + 2;
        return EncoderUtil.encodeIfNecessary(header.getValue(), EncoderUtil.Usage.TEXT_TOKEN, used);
    }

    private static void body(Message.Builder mail, Draft draft) throws IOException {
        if (draft.html() == null) {
            mail.setBody(draft.text(), "plain", StandardCharsets.UTF_8).setContentTransferEncoding(ENCODING);
        } else if (draft.text() == null) {
            mail.setBody(draft.html(), "html", StandardCharsets.UTF_8).setContentTransferEncoding(ENCODING);
        } else {
            mail.setBody(MultipartBuilder.create("alternative")
                    .addBodyPart(part(draft.text(), "plain"))
                    .addBodyPart(part(draft.html(), "html"))
                    .build());
        }
    }

    private static BodyPartBuilder part(String text, String subtype) throws IOException {
        return BodyPartBuilder.create()
                .setBody(SingleBodyBuilder.create()
                        .setText(text)
                        .setCharset(StandardCharsets.UTF_8)
                        .buildText())
                .setContentType("text/" + subtype, new org.apache.james.mime4j.stream.NameValuePair("charset", "utf-8"))
                .setContentTransferEncoding(ENCODING);
    }
}
