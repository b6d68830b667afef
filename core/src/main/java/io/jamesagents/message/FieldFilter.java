package io.jamesagents.message;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Leaves fields of a header out while a mail is read; it never holds more of a header than the beginning of one field. */
final class FieldFilter extends InputStream {
    /** As much of a field is looked at. */
    static final int BEGINNING = 8 * 1024;

    private final InputStream in;
    private final Predicate<String> unwanted;
    private byte[] chunk = new byte[0];
    private int at;
    private boolean inHeader = true;
    private boolean betweenFields = true;
    private boolean dropping;
    private long dropped;

    private FieldFilter(InputStream in, Predicate<String> unwanted) {
        this.in = new BufferedInputStream(in);
        this.unwanted = unwanted;
    }

    static RawMail of(RawMail mail, Predicate<String> unwanted) throws IOException {
        long dropped = countDropped(mail, unwanted);
        return dropped == 0 ? mail : filtered(mail, unwanted, mail.size() - dropped);
    }

    private static long countDropped(RawMail mail, Predicate<String> unwanted) throws IOException {
        try (FieldFilter header = new FieldFilter(mail.open(), unwanted)) {
            while (header.inHeader) {
                header.nextChunk();
            }
            return header.dropped;
        }
    }

    private static RawMail filtered(RawMail mail, Predicate<String> unwanted, long size) {
        return new RawMail() {
            @Override
            public InputStream open() throws IOException {
                return new FieldFilter(mail.open(), unwanted);
            }

            @Override
            public long size() {
                return size;
            }
        };
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (inHeader && at == chunk.length) {
            nextChunk();
        }
        if (at == chunk.length) {
            return in.read(into, offset, length);
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, count);
        at += count;
        return count;
    }

    /** Reads a field, or a part of a long one, and drops it or not as its beginning says. */
    private void nextChunk() throws IOException {
        byte[] bytes = fieldOrPart();
        if (betweenFields) {
            String beginning = new String(bytes, StandardCharsets.ISO_8859_1);
            inHeader = !beginning.isBlank();
            dropping = inHeader && unwanted.test(beginning);
        }
        betweenFields = endsField(bytes);
        dropped += dropping ? bytes.length : 0;
        chunk = dropping ? new byte[0] : bytes;
        at = 0;
    }

    private byte[] fieldOrPart() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int c = 0;
        while (bytes.size() < BEGINNING && (c != '\n' || folds())) {
            c = in.read();
            if (c < 0) {
                break;
            }
            bytes.write(c);
            if (c == '\n' && bytes.size() <= 2) {
                break;
            }
        }
        return bytes.toByteArray();
    }

    private boolean endsField(byte[] bytes) throws IOException {
        return bytes.length == 0 || (bytes[bytes.length - 1] == '\n' && !folds());
    }

    /** Whether the line to come continues the field. */
    private boolean folds() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next == ' ' || next == '\t';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
