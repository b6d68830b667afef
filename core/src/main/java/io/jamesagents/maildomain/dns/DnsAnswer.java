package io.jamesagents.maildomain.dns;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the DNS has under a name: the values, none for none. {@code came} is false when it did not answer. */
record DnsAnswer(boolean came, List<String> values) {
    static final DnsAnswer NONE_CAME = new DnsAnswer(false, List.of());

    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-9]{3}|.)", Pattern.DOTALL);

    static DnsAnswer texts(List<String> values) {
        return new DnsAnswer(true, values.stream().map(DnsAnswer::text).toList());
    }

    static DnsAnswer hosts(List<String> values) {
        return new DnsAnswer(true, values);
    }

    /** Joins the strings of a TXT record, which a name server's client writes in quotes (RFC 1035, 5.1). */
    private static String text(String value) {
        if (!value.startsWith("\"")) {
            return value.trim();
        }
        StringBuilder text = new StringBuilder();
        Matcher string = STRING.matcher(value);
        while (string.find()) {
            text.append(ESCAPED.matcher(string.group(1))
                    .replaceAll(escape -> Matcher.quoteReplacement(octet(escape.group(1)))));
        }
        return text.toString().trim();
    }

    private static String octet(String escaped) {
        return escaped.length() == 1 ? escaped : String.valueOf((char) Integer.parseInt(escaped));
    }
}
