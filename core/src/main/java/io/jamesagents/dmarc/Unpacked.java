package io.jamesagents.dmarc;

import io.jamesagents.AgentsException.TooLarge;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How much may still be unpacked of a file, in all its layers together. */
final class Unpacked {
    private final long most;
    private long room;

    Unpacked(long most) {
        this.most = most;
        this.room = most;
    }

    /** What comes out of this unpacking, counted. Closing it leaves what is packed open. */
    InputStream counted(InputStream unpacking) {
        return new FilterInputStream(unpacking) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                count(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] into, int offset, int wanted) throws IOException {
                int read = super.read(into, offset, wanted);
                count(Math.max(read, 0));
                return read;
            }

            @Override
            public long skip(long wanted) throws IOException {
                long skipped = super.skip(wanted);
                count(skipped);
                return skipped;
            }

            @Override
            public void close() {
                // The next entry comes out of the same zip.
            }
        };
    }

    private void count(long bytes) {
        room -= bytes;
        if (room < 0) {
            throw new TooLarge("The file has more than " + (most >> 20) + " MiB when it is unpacked");
        }
    }
}
