package io.jamesagents.authentication.dkim;

import io.jamesagents.Ids;
import java.security.MessageDigest;

/** The hash of a body while it is read (RFC 6376, 3.4.3 to 3.4.5). */
final class BodyHash {
    private final boolean relaxed;
    private final long limit;
    private final MessageDigest digest = Ids.sha256();
    private final byte[] buffer = new byte[8192];
    private int filled;
    private long written;
    private boolean carriageReturn;
    private boolean space;
    private long lineEnds;
    private byte[] hash;

    /** @param limit how many octets are hashed */
    BodyHash(Canonicalization canonicalization, long limit) {
        this.relaxed = canonicalization == Canonicalization.RELAXED;
        this.limit = limit;
    }

    void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            add(bytes[i]);
        }
    }

    private void add(byte c) {
        if (c == '\n') {
            carriageReturn = false;
            space = false;
            lineEnds++;
            return;
        }
        if (carriageReturn) {
            carriageReturn = false;
            text((byte) '\r');
        }
        if (c == '\r') {
            carriageReturn = true;
        } else if (relaxed && (c == ' ' || c == '\t')) {
            space = true;
        } else {
            text(c);
        }
    }

    private void text(byte c) {
        for (; lineEnds > 0; lineEnds--) {
            write((byte) '\r');
            write((byte) '\n');
        }
        if (space) {
            write((byte) ' ');
            space = false;
        }
        write(c);
    }

    private void write(byte c) {
        if (written++ < limit) {
            buffer[filled++] = c;
            if (filled == buffer.length) {
                digest.update(buffer, 0, filled);
                filled = 0;
            }
        }
    }

    /** Empty lines at the end do not count, and the last line has its end. */
    void finish() {
        if (carriageReturn) {
            carriageReturn = false;
            text((byte) '\r');
        }
        if (written > 0 || !relaxed) {
            write((byte) '\r');
            write((byte) '\n');
        }
        digest.update(buffer, 0, filled);
        hash = digest.digest();
    }

    /** Whether the body was read to its end. */
    boolean isFinished() {
        return hash != null;
    }

    byte[] hash() {
        return hash.clone();
    }

    /** How many octets the body has in this form. */
    long length() {
        return written;
    }
}
