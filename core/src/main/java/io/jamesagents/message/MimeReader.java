package io.jamesagents.message;

import io.jamesagents.message.ParsedMail.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;

/**
 * Walks over the parts of one mail, without recursion, until the end or a limit. A {@code message/rfc822} part is a file
 * like any other. What was read before a limit or an error is kept.
 */
final class MimeReader {
    private static final int NONE = -1;
    private static final Set<String> REPEATABLE = Set.of("references", "in-reply-to");

    private final Limits limits;
    private final MimeTokenStream stream;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final List<Part> files = new ArrayList<>();
    private final Set<String> marks = new LinkedHashSet<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Map<String, String> partHeaders = headers;
    private final int wanted;
    private final OutputStream out;
    private int depth;
    private int leaves;
    private int parts;
    private boolean copied;

    MimeReader(Limits limits) {
        this(limits, NONE, OutputStream.nullOutputStream());
    }

    /** Reads as far as the leaf of this number, and copies its decoded content. */
    MimeReader(Limits limits, int wanted, OutputStream out) {
        this.limits = limits;
        this.wanted = wanted;
        this.out = out;
        this.stream = new MimeTokenStream(MimeConfig.custom()
                .setMaxHeaderCount(limits.headers())
                .setMaxHeaderLen(limits.headerBytes())
                .setMaxLineLen(-1)
                .setMaxContentLen(-1)
                .build());
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    void read(RawMail mail) throws IOException {
        try (InputStream in = mail.open()) {
            stream.parse(in);
            while (stream.getState() != EntityState.T_END_OF_STREAM && accept(stream.getState())) {
                stream.next();
            }
        } catch (MaxHeaderLimitException | MaxHeaderLengthLimitException e) {
            marks.add(ParsedMail.PARSE_LIMITED);
        } catch (MimeException | RuntimeException e) {
            marks.add(ParsedMail.PARSE_FAILED);
        }
    }

    private boolean accept(EntityState state) throws IOException {
        switch (state) {
            case T_FIELD -> field(stream.getField());
            case T_START_MULTIPART -> depth++;
            case T_END_MULTIPART -> depth--;
            case T_START_BODYPART -> {
                parts++;
                partHeaders = new LinkedHashMap<>();
            }
            case T_BODY -> leaf();
            default -> {
                // The other states carry nothing that is kept.
            }
        }
        if (copied || (state == EntityState.T_END_HEADER && limits.headersOnly())) {
            return false;
        }
        if (depth > limits.depth()
                || parts > limits.parts()
                || Thread.currentThread().isInterrupted()) {
            marks.add(ParsedMail.PARSE_LIMITED);
            return false;
        }
        return true;
    }

    private void field(Field field) {
        String name = field.getName().toLowerCase(Locale.ROOT);
        String text = HeaderText.unfolded(octets(field));
        if (REPEATABLE.contains(name)) {
            partHeaders.merge(name, text, (first, more) -> first + " " + more);
        } else {
            partHeaders.putIfAbsent(name, text);
        }
    }

    /** The field's body, one character per octet: the parser's own text has lost what is not ASCII. */
    private static String octets(Field field) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            return String.valueOf(field.getBody());
        }
        String line = new String(raw.toByteArray(), StandardCharsets.ISO_8859_1);
        return line.substring(line.indexOf(':') + 1);
    }

    private void leaf() throws IOException {
        int number = leaves++;
        if (wanted == NONE) {
            keep(number);
        } else if (number == wanted) {
            stream.getDecodedInputStream().transferTo(out);
            copied = true;
        }
    }

    private void keep(int number) throws IOException {
        String type = stream.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
        String filename = PartName.of(partHeaders);
        boolean attached = partHeaders
                .getOrDefault("content-disposition", "")
                .toLowerCase(Locale.ROOT)
                .startsWith("attachment");
        if (type.equals("text/plain") && !attached && filename == null) {
            readText(text);
        } else if (type.equals("text/html") && !attached && filename == null) {
            readText(html);
        } else {
            long size = stream.getDecodedInputStream().transferTo(OutputStream.nullOutputStream());
            String name = filename == null ? PartName.made(number, type) : filename;
            files.add(new Part(number, name, type, size, PartName.contentId(partHeaders)));
        }
    }

    private void readText(StringBuilder into) throws IOException {
        int room = limits.textChars() - into.length();
        InputStream in = stream.getDecodedInputStream();
        byte[] bytes = in.readNBytes(Math.max(0, room));
        if (in.transferTo(OutputStream.nullOutputStream()) > 0) {
            marks.add(ParsedMail.TEXT_TRUNCATED);
        }
        if (into.length() > 0 && bytes.length > 0) {
            into.append('\n');
        }
        // PostgreSQL's TEXT cannot hold NUL.
        into.append(HeaderText.decode(bytes, stream.getBodyDescriptor().getCharset())
                .replace("\0", "")
                .replace("\r\n", "\n"));
    }

    Map<String, String> headers() {
        return headers;
    }

    String text() {
        return text.toString();
    }

    /** Null when the mail has no HTML. */
    String html() {
        return html.length() == 0 ? null : html.toString();
    }

    List<Part> files() {
        return files;
    }

    /** Whether the wanted leaf was there. */
    boolean copied() {
        return copied;
    }

    Set<String> marks() {
        return marks;
    }
}
