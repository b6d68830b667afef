package io.jamesagents.mailets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.jdkim.api.Headers;

/** The header of a mail, field by field, as it is to be signed: folded with CRLF, without the last one. */
record MailHeader(List<String> fields) implements Headers {
    private static final int MAX = 1024 * 1024;

    /** Reads up to the body. Raw 8-bit octets, which a relay may change, are refused. */
    static MailHeader read(InputStream in) throws IOException {
        List<String> fields = new ArrayList<>();
        int size = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            size += line.length();
            if (size > MAX) {
                throw new IOException("the header is longer than " + MAX + " octets");
            }
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && !fields.isEmpty()) {
                fields.set(fields.size() - 1, fields.get(fields.size() - 1) + "\r\n" + line);
            } else {
                fields.add(line);
            }
        }
        return new MailHeader(List.copyOf(fields));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c > 127) {
                throw new IOException("the header has octets that are not ASCII");
            }
            if (c != '\r') {
                line.write(c);
            }
            if (line.size() > MAX) {
                throw new IOException("the header has a line longer than " + MAX + " octets");
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public List<String> getFields() {
        return fields.stream().map(MailHeader::name).toList();
    }

    @Override
    public List<String> getFields(String name) {
        return fields.stream()
                .filter(field -> name(field).equals(name.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String name(String field) {
        int colon = field.indexOf(':');
        return (colon < 0 ? field : field.substring(0, colon)).trim().toLowerCase(Locale.ROOT);
    }
}
