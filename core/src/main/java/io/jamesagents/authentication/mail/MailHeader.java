package io.jamesagents.authentication.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The header of a mail. Lines may end with CRLF or LF, which is made CRLF. Lines that are no field are left out, as mail readers
 * do. A header that is too large to look at has no fields.
 */
public record MailHeader(List<HeaderField> fields) {
    private static final int SIZE = 512 * 1024;
    private static final int FIELDS = 2000;

    public MailHeader {
        fields = List.copyOf(fields);
    }

    /** Reads up to the empty line and with it; what follows in {@code in} is the body. */
    public static MailHeader read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int last = '\n';
        boolean emptyLine = true;
        for (int c = in.read(); c >= 0; c = in.read()) {
            bytes.write(c);
            if (bytes.size() > SIZE) {
                return new MailHeader(List.of());
            }
            if (c == '\n' && emptyLine) {
                break;
            }
            emptyLine = c == '\n' || (c == '\r' && last == '\n');
            last = c;
        }
        List<HeaderField> fields = fields(bytes.toString(StandardCharsets.ISO_8859_1));
        return new MailHeader(fields.size() > FIELDS ? List.of() : fields);
    }

    private static List<HeaderField> fields(String text) {
        List<HeaderField> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (String line : text.split("\r?\n")) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                field.append("\r\n").append(line);
            } else {
                add(fields, field.toString());
                field.setLength(0);
                field.append(line);
            }
        }
        add(fields, field.toString());
        return fields;
    }

    private static void add(List<HeaderField> fields, String raw) {
        int colon = raw.indexOf(':');
        String name = raw.substring(0, Math.max(0, colon)).stripTrailing();
        if (!name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c <= '~')) {
            fields.add(new HeaderField(name.toLowerCase(Locale.ROOT), raw));
        }
    }

    /** The fields of that name, in their order. */
    public List<HeaderField> all(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).toList();
    }
}
