package io.jamesagents.attachment.text;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * The conversation with the process that reads files; the class {@code Wire} of the module {@code tika} is its other end, and
 * says what goes over it. Nothing that comes in is believed beyond its limits.
 */
final class ReaderLink {
    private static final Set<TextState> OUTCOMES =
            EnumSet.of(TextState.READY, TextState.EMPTY, TextState.UNSUPPORTED, TextState.FAILED);
    private static final int MAGIC = 0x4a_41_54_31;
    private static final int NO_MORE = 0;
    private static final int TAKEN_BACK = -1;
    private static final int CHUNK = 1 << 16;
    private static final int MAX_NAME = 255;
    private static final int MAX_BYTES_PER_CHAR = 3;

    private final DataOutputStream out;
    private final DataInputStream in;

    ReaderLink(OutputStream out, InputStream in) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, CHUNK + Integer.BYTES));
        this.in = new DataInputStream(new BufferedInputStream(in));
    }

    void awaitReady() throws Broken {
        try {
            expect(in.readInt() == MAGIC);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    /**
     * Has a file read.
     *
     * @throws Broken if the other end is gone or talks nonsense
     * @throws IOException if the file's content cannot be had, which the other end takes no notice of
     */
    FileText read(Document document, int maxChars) throws IOException {
        send(document, maxChars);
        try {
            return receive(maxChars);
        } catch (IOException | IllegalArgumentException e) {
            throw new Broken(e);
        }
    }

    private void send(Document document, int maxChars) throws IOException {
        try {
            out.writeInt(MAGIC);
            out.writeUTF(start(document.name()));
            out.writeUTF(start(document.mimeType()));
            out.writeInt(maxChars);
        } catch (IOException e) {
            throw new Broken(e);
        }
        try {
            document.content().writeTo(new Chunks());
        } catch (Broken e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            end(TAKEN_BACK);
            throw e;
        }
        end(NO_MORE);
    }

    private static String start(String text) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), MAX_NAME));
    }

    private void end(int mark) throws Broken {
        try {
            out.writeInt(mark);
            out.flush();
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private FileText receive(int maxChars) throws IOException {
        TextState state = TextState.of(in.readUTF());
        expect(OUTCOMES.contains(state));
        String reason = in.readUTF();
        boolean truncated = in.readBoolean();
        int length = in.readInt();
        expect(length >= 0 && length <= (long) maxChars * MAX_BYTES_PER_CHAR);
        byte[] text = in.readNBytes(length);
        expect(text.length == length);
        return new FileText(
                state, new String(text, StandardCharsets.UTF_8), truncated, reason.isEmpty() ? null : reason);
    }

    private static void expect(boolean condition) throws IOException {
        if (!condition) {
            throw new IOException("the process that reads files talks nonsense");
        }
    }

    /** The other end is lost. */
    static final class Broken extends IOException {
        Broken(Exception cause) {
            super(cause);
        }
    }

    private final class Chunks extends OutputStream {
        @Override
        public void write(int b) throws Broken {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws Broken {
            try {
                for (int done = 0; done < length; done += CHUNK) {
                    int size = Math.min(CHUNK, length - done);
                    out.writeInt(size);
                    out.write(bytes, offset + done, size);
                }
            } catch (IOException e) {
                throw new Broken(e);
            }
        }
    }
}
