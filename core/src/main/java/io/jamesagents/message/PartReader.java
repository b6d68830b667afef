package io.jamesagents.message;

import java.io.IOException;
import java.io.OutputStream;

/** Takes one file out of a stored mail. */
public final class PartReader {
    private PartReader() {}

    /** Writes the decoded bytes of the leaf part of this number, and says whether the mail has it. */
    public static boolean copy(RawMail mail, int part, OutputStream out) throws IOException {
        MimeReader reader = new MimeReader(Limits.DEFAULT, part, out);
        reader.read(mail);
        return reader.copied();
    }
}
