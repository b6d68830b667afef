package io.jamesagents.reply;

/** The line above a mail that is passed on. */
public final class Forwarded {
    private Forwarded() {}

    /** Whether this is such a line: "---------- Forwarded message ---------", in the languages that mail clients speak. */
    public static boolean begins(String line) {
        return Separator.forwarded(line);
    }
}
