package io.jamesagents.message;

import io.jamesagents.Ids;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.apache.james.mailbox.model.Content;

/** The bytes of a mail, which can be read more than once. */
public interface RawMail {
    InputStream open() throws IOException;

    long size();

    static RawMail of(byte[] bytes) {
        return new RawMail() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
    }

    /** This mail with lines put before its first header, as mailbox content. The rest stays as it is, byte for byte. */
    default Content withTrace(String lines) {
        RawMail traced = under(lines);
        return new Content() {
            @Override
            public InputStream getInputStream() throws IOException {
                return traced.open();
            }

            @Override
            public long size() {
                return traced.size();
            }
        };
    }

    /** This mail with lines put before its first header. */
    default RawMail under(String lines) {
        byte[] first = lines.getBytes(StandardCharsets.UTF_8);
        return new RawMail() {
            @Override
            public InputStream open() throws IOException {
                return new SequenceInputStream(new ByteArrayInputStream(first), RawMail.this.open());
            }

            @Override
            public long size() {
                return first.length + RawMail.this.size();
            }
        };
    }

    /**
     * This mail without the header fields that {@code unwanted} picks by their beginning, folded as it is, at most {@value
     * FieldFilter#BEGINNING} octets. The rest stays as it is, byte for byte.
     */
    default RawMail without(Predicate<String> unwanted) throws IOException {
        return FieldFilter.of(this, unwanted);
    }

    /** SHA-256 of what follows the header, in hex: the same for every repetition of a mail, whatever its trace. */
    default String bodyHash() throws IOException {
        MessageDigest digest = Ids.sha256();
        try (InputStream in = new BufferedInputStream(open())) {
            skipHeader(in);
            byte[] buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void skipHeader(InputStream in) throws IOException {
        boolean emptyLine = true;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                if (emptyLine) {
                    return;
                }
                emptyLine = true;
            } else if (c != '\r') {
                emptyLine = false;
            }
        }
    }
}
