package io.jamesagents.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** Mails that are made to break those who read them. */
final class MailBombs {
    private static final String CRLF = "\r\n";

    private MailBombs() {}

    /** Each under the subject it has. */
    static Map<String, String> all() {
        Map<String, String> bombs = new LinkedHashMap<>();
        bombs.put("nested multiparts", head("nested multiparts") + nestedMultiparts(10_000));
        bombs.put("nested messages", head("nested messages") + nestedMessages(20_000));
        bombs.put("many headers", head("many headers") + "X-A: b\r\n".repeat(100_000) + CRLF + "text" + CRLF);
        bombs.put("many parts", head("many parts") + manyParts(20_000));
        bombs.put("long header", head("long header") + longHeader(5_000_000) + CRLF + "text" + CRLF);
        bombs.put(
                "unterminated",
                head("unterminated") + "Content-Type: multipart/mixed; boundary=\"b" + CRLF + CRLF + "--b" + CRLF);
        bombs.put(
                "base64 of nothing",
                head("base64 of nothing") + "Content-Type: application/pdf" + CRLF + "Content-Transfer-Encoding: base64"
                        + CRLF + CRLF + "====" + CRLF);
        return bombs;
    }

    private static String head(String subject) {
        return "From: mallory@example.org" + CRLF + "To: x" + CRLF + "Subject: " + subject + CRLF;
    }

    private static String nestedMultiparts(int depth) {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append(CRLF);
            mail.append(CRLF).append("--b").append(i).append(CRLF);
        }
        return mail.append(CRLF).append("bottom").append(CRLF).toString();
    }

    private static String nestedMessages(int depth) {
        return "Content-Type: message/rfc822\r\n\r\n".repeat(depth) + CRLF + "bottom" + CRLF;
    }

    private static String manyParts(int parts) {
        return "Content-Type: multipart/mixed; boundary=b" + CRLF + CRLF
                + "--b\r\nContent-Disposition: attachment\r\n\r\nx\r\n".repeat(parts) + "--b--" + CRLF;
    }

    private static String longHeader(int chars) {
        String line = " " + "x".repeat(990) + CRLF;
        return "X-Long:" + CRLF + line.repeat(chars / line.length());
    }
}
