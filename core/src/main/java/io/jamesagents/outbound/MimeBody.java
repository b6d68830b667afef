package io.jamesagents.outbound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.message.BodyPartBuilder;
import org.apache.james.mime4j.message.MultipartBuilder;
import org.apache.james.mime4j.message.SingleBodyBuilder;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.MimeUtil;

/**
 * The body of a mail: text and HTML as alternatives, what the HTML shows beside it (RFC 2387), and the other files after that.
 * The leaves are numbered in this order.
 */
final class MimeBody {
    private static final String TEXT_ENCODING = "quoted-printable";
    private static final String FILE_ENCODING = "base64";

    private final String text;
    private final String html;
    private final List<Enclosure> shown;
    private final List<Enclosure> others;

    MimeBody(Draft draft, List<Enclosure> files) {
        this.text = draft.text();
        this.html = draft.html();
        this.shown = files.stream().filter(Enclosure::shown).toList();
        this.others = files.stream().filter(file -> !file.shown()).toList();
    }

    /** The number of the first file among the leaves. */
    static int firstFile(Draft draft) {
        return draft.text() != null && draft.html() != null ? 2 : 1;
    }

    void writeOn(Message.Builder mail) throws IOException {
        if (!others.isEmpty()) {
            MultipartBuilder all = MultipartBuilder.create("mixed").addBodyPart(readable());
            for (Enclosure file : others) {
                all.addBodyPart(file(file, "attachment"));
            }
            mail.setBody(all.build());
        } else if (html == null) {
            mail.setBody(text, "plain", StandardCharsets.UTF_8).setContentTransferEncoding(TEXT_ENCODING);
        } else if (text != null) {
            mail.setBody(alternatives());
        } else if (shown.isEmpty()) {
            mail.setBody(html, "html", StandardCharsets.UTF_8).setContentTransferEncoding(TEXT_ENCODING);
        } else {
            mail.setBody(related()).setContentType("multipart/related", boundary(), root());
        }
    }

    private BodyPartBuilder readable() throws IOException {
        if (html == null) {
            return part(text, "plain");
        }
        return text == null ? page() : BodyPartBuilder.create().setBody(alternatives());
    }

    private Multipart alternatives() throws IOException {
        return MultipartBuilder.create("alternative")
                .addBodyPart(part(text, "plain"))
                .addBodyPart(page())
                .build();
    }

    /** The HTML with what it shows. */
    private BodyPartBuilder page() throws IOException {
        return shown.isEmpty()
                ? part(html, "html")
                : BodyPartBuilder.create().setBody(related()).setContentType("multipart/related", boundary(), root());
    }

    private Multipart related() throws IOException {
        MultipartBuilder related = MultipartBuilder.create("related").addBodyPart(part(html, "html"));
        for (Enclosure file : shown) {
            related.addBodyPart(file(file, "inline"));
        }
        return related.build();
    }

    private static NameValuePair boundary() {
        return new NameValuePair("boundary", MimeUtil.createUniqueBoundary());
    }

    private static NameValuePair root() {
        return new NameValuePair("type", "text/html");
    }

    private static BodyPartBuilder part(String text, String subtype) throws IOException {
        return BodyPartBuilder.create()
                .setBody(SingleBodyBuilder.create()
                        .setText(text)
                        .setCharset(StandardCharsets.UTF_8)
                        .buildText())
                .setContentType("text/" + subtype, new NameValuePair("charset", "utf-8"))
                .setContentTransferEncoding(TEXT_ENCODING);
    }

    private static BodyPartBuilder file(Enclosure file, String disposition) {
        BodyPartBuilder part = BodyPartBuilder.create()
                .setBody(new Bytes(file.content()))
                .setContentType(file.mimeType())
                .setContentTransferEncoding(FILE_ENCODING);
        part.addField(new RawField("Content-Disposition", disposition + FileParameter.of(file.filename())));
        if (file.contentId() != null) {
            part.addField(new RawField("Content-ID", "<" + file.contentId() + ">"));
        }
        return part;
    }

    /** Bytes that are not copied. */
    private static final class Bytes extends BinaryBody {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }

        @Override
        public long size() {
            return bytes.length;
        }
    }
}
