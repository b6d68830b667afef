package io.jamesagents.report;

import io.jamesagents.html.HtmlMail;
import io.jamesagents.message.HeaderText;
import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * The parts of a mail that a report is made of, walked over without recursion and within limits: 100 parts, MIME depth 20, and
 * the first 64 KiB of each part. What was read before a limit or an error counts.
 */
final class ReportParts {
    private static final int MAX_PARTS = 100;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_HEADERS = 2_000;
    private static final int MAX_HEADER = 100 * 1024;

    private final StringBuilder head = new StringBuilder();
    private final List<Part> parts = new ArrayList<>();
    private StringBuilder partHead = head;
    private String preamble = "";
    private int depth;
    private int begun;

    /** A leaf: its MIME type in lower case, its own header, and its text. */
    record Part(String type, Fields header, String text) {

        boolean is(String... types) {
            return List.of(types).contains(type);
        }

        /** Whether it shows with the mail, rather than being a file on it. */
        boolean shown() {
            String disposition = header.first("content-disposition");
            return disposition == null || !disposition.toLowerCase(Locale.ROOT).startsWith("attachment");
        }
    }

    static ReportParts of(RawMail mail) throws IOException {
        ReportParts parts = new ReportParts();
        parts.read(mail);
        return parts;
    }

    private void read(RawMail mail) throws IOException {
        MimeTokenStream stream = new MimeTokenStream(MimeConfig.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxHeaderLen(MAX_HEADER)
                .setMaxLineLen(-1)
                .setMaxContentLen(-1)
                .build());
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try (InputStream in = mail.open()) {
            stream.parse(in);
            while (stream.getState() != EntityState.T_END_OF_STREAM && accept(stream)) {
                stream.next();
            }
        } catch (MimeException | RuntimeException e) {
            // What was read so far counts.
        }
    }

    private boolean accept(MimeTokenStream stream) throws IOException {
        switch (stream.getState()) {
            case T_FIELD -> field(stream.getField());
            case T_START_MULTIPART -> depth++;
            case T_END_MULTIPART -> depth--;
            case T_START_BODYPART -> {
                begun++;
                partHead = new StringBuilder();
            }
            case T_BODY -> leaf(stream);
            case T_PREAMBLE -> preamble =
                    new String(stream.getInputStream().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            default -> {
                // The other states carry nothing that is needed.
            }
        }
        return depth <= MAX_DEPTH
                && begun <= MAX_PARTS
                && !Thread.currentThread().isInterrupted();
    }

    private void field(Field field) {
        if (field.getRaw() != null) {
            String octets = new String(field.getRaw().toByteArray(), StandardCharsets.ISO_8859_1);
            partHead.append(HeaderText.unfolded(octets)).append('\n');
        }
    }

    private void leaf(MimeTokenStream stream) throws IOException {
        String type = stream.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
        InputStream in = stream.getDecodedInputStream();
        byte[] bytes = in.readNBytes(MAX_BYTES);
        in.transferTo(OutputStream.nullOutputStream());
        if (type.startsWith("text/") || type.startsWith("message/")) {
            String text = HeaderText.decode(bytes, stream.getBodyDescriptor().getCharset());
            boolean html = type.equals("text/html");
            parts.add(new Part(
                    type,
                    Fields.header(partHead.toString()),
                    html ? HtmlMail.of(text).text() : text));
        }
    }

    /** The mail's own header. */
    Fields header() {
        return Fields.header(head.toString());
    }

    boolean has(String... types) {
        return parts.stream().anyMatch(part -> part.is(types));
    }

    /** The leaves of these types. */
    List<Part> of(String... types) {
        return parts.stream().filter(part -> part.is(types)).toList();
    }

    /** What a reader of the mail sees of it; its HTML only if there is no plain text. Where no part begins, all of it. */
    String text() {
        if (parts.isEmpty()) {
            return preamble;
        }
        String plain = text("text/plain");
        return plain.isBlank() ? text("text/html") : plain;
    }

    private String text(String type) {
        return of(type).stream().filter(Part::shown).map(Part::text).collect(Collectors.joining("\n"));
    }
}
