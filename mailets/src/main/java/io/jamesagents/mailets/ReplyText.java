package io.jamesagents.mailets;

import io.jamesagents.delivery.RemoteReply;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of an SMTP reply (RFC 5321, 4.2), which says code and enhanced status (RFC 2034) more reliably than James does. */
final class ReplyText {
    private static final Pattern LINE = Pattern.compile("([245]\\d\\d)(?:[ -](.*))?");
    private static final Pattern STATUS = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?:\\s.*)?");

    private ReplyText() {}

    /** Reads a reply of one or more lines; what is no reply is the text of the result. */
    static RemoteReply read(String host, String text) {
        String reply = text == null ? "" : text.strip();
        Matcher first = LINE.matcher(reply.lines().findFirst().orElse(""));
        if (!first.matches()) {
            return new RemoteReply(host, null, null, reply.isEmpty() ? null : reply);
        }
        String rest = first.group(2) == null ? "" : first.group(2).strip();
        Matcher status = STATUS.matcher(rest);
        return new RemoteReply(
                host, Integer.valueOf(first.group(1)), status.matches() ? status.group(1) : null, oneLine(reply));
    }

    /** The first line as it is, of the others what they add. */
    private static String oneLine(String reply) {
        String first = reply.lines().findFirst().orElse("").replaceFirst("^(\\d{3})-", "$1 ");
        return reply.lines()
                .skip(1)
                .map(line -> line.replaceFirst("^\\d{3}[ -]?([245]\\.\\d{1,3}\\.\\d{1,3}\\s*)?", "")
                        .strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" ", first + " ", ""))
                .strip();
    }
}
