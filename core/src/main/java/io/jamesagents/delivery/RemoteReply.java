package io.jamesagents.delivery;

/**
 * What the other side said: its name, the reply code (RFC 5321, 4.2), the enhanced status code (RFC 3463) and its text, each
 * as far as it is known, else null.
 */
public record RemoteReply(String host, Integer code, String status, String text) {
    /** Nothing was said. */
    public static final RemoteReply NONE = new RemoteReply(null, null, null, null);

    private static final int MAX_TEXT = 1000;
    private static final int MAX_STATUS = 16;

    public RemoteReply {
        host = cut(host, MAX_TEXT);
        status = cut(status, MAX_STATUS);
        text = cut(text, MAX_TEXT);
    }

    /** PostgreSQL's TEXT cannot hold NUL. */
    private static String cut(String text, int max) {
        if (text == null) {
            return null;
        }
        String kept = text.replace("\0", "").strip();
        return kept.length() <= max ? kept : kept.substring(0, max);
    }
}
