package io.jamesagents.message;

/** The beginning of a text on one line, at most 200 characters. */
public final class Snippet {
    private static final int MAX = 200;
    private static final int LOOKED_AT = 2_000;

    private Snippet() {}

    /** Of what the author wrote, if that is anything. */
    public static String of(MessageBody body) {
        return of(body.said().isBlank() ? body.text() : body.said());
    }

    public static String of(String text) {
        String line = text.substring(0, Math.min(LOOKED_AT, text.length()))
                .replaceAll("\\s+", " ")
                .trim();
        if (line.length() <= MAX) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX - 1)) ? MAX - 1 : MAX;
        return line.substring(0, end);
    }
}
