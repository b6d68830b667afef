package io.jamesagents.tika;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The conversation with the parent, in the formats of {@link java.io.DataOutput}.
 *
 * <p>At the start the child writes the int MAGIC. A request is MAGIC, the file's name and type (UTF), the number of characters
 * wanted (int), and its bytes in chunks, each behind its length (int); length 0 ends the file, -1 takes the request back. The
 * answer is state and reason (UTF), whether there was more (boolean), and the text's bytes in UTF-8 behind their length (int).
 * Whatever else comes in ends the child.
 */
final class Wire {
    static final int MAGIC = 0x4a_41_54_31;

    private static final int MAX_CHUNK = 1 << 20;

    private final DataInputStream in;
    private final DataOutputStream out;

    Wire(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    void ready() throws IOException {
        out.writeInt(MAGIC);
        out.flush();
    }

    /** The next file, in this folder; empty for one that was taken back. */
    Optional<Request> next(WorkFolder folder) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no request");
        }
        String name = in.readUTF();
        String mimeType = in.readUTF();
        int maxChars = in.readInt();
        Path file = folder.newFile();
        return receive(file) ? Optional.of(new Request(file, name, mimeType, maxChars)) : Optional.empty();
    }

    private boolean receive(Path file) throws IOException {
        try (OutputStream content = Files.newOutputStream(file)) {
            int length = in.readInt();
            while (length > 0 && length <= MAX_CHUNK) {
                content.write(in.readNBytes(length));
                length = in.readInt();
            }
            if (length > MAX_CHUNK) {
                throw new IOException("a chunk of " + length + " bytes");
            }
            return length == 0;
        }
    }

    void answer(Answer answer) throws IOException {
        byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
        out.writeUTF(answer.state());
        out.writeUTF(answer.reason());
        out.writeBoolean(answer.truncated());
        out.writeInt(text.length);
        out.write(text);
        out.flush();
    }
}
