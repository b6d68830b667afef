package io.jamesagents.authentication.mail;

/**
 * A field of a mail's header, an octet to a char.
 *
 * @param name in lower case
 * @param raw the whole field as it came, with CRLF inside where it is folded and none at the end
 */
public record HeaderField(String name, String raw) {

    /** What follows the colon, still folded. */
    public String value() {
        return raw.substring(raw.indexOf(':') + 1);
    }

    /** The "simple" form of RFC 6376, 3.4.1, without the end of the line. */
    public String simple() {
        return raw;
    }

    /** The "relaxed" form of RFC 6376, 3.4.2, without the end of the line. */
    public String relaxed() {
        StringBuilder text = new StringBuilder(raw.length()).append(name).append(':');
        int start = text.length();
        boolean space = false;
        for (int i = raw.indexOf(':') + 1; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\r' && i + 1 < raw.length() && raw.charAt(i + 1) == '\n') {
                i++;
            } else if (c == ' ' || c == '\t') {
                space = text.length() > start;
            } else {
                text.append(space ? " " : "").append(c);
                space = false;
            }
        }
        return text.toString();
    }
}
