package io.jamesagents.message;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.util.MimeParameterMapping;

/** File names of MIME parts (RFC 2183, RFC 2231), without folders and control characters. */
public final class PartName {
    private static final int MAX = 255;
    private static final Pattern PARAMETER = Pattern.compile(
            ";\\s*((?:file)?name\\*?[0-9]{0,2}\\*?)\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^;\\s]*)",
            Pattern.CASE_INSENSITIVE);

    private PartName() {}

    /** The name that the part's headers give, or null. */
    static String of(Map<String, String> headers) {
        String name = parameter(headers.get("content-disposition"), "filename");
        return name == null ? parameter(headers.get("content-type"), "name") : name;
    }

    private static String parameter(String header, String wanted) {
        if (header == null) {
            return null;
        }
        MimeParameterMapping mapping = new MimeParameterMapping();
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.find()) {
            mapping.addParameter(parameter.group(1), unquoted(parameter.group(2)));
        }
        String value = mapping.get(wanted);
        return value == null || value.isBlank() ? null : safe(HeaderText.decoded(value));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    private static String safe(String name) {
        return end(bare(name));
    }

    /** The name without folders, control characters and characters that only steer the others, such as RLO. */
    public static String bare(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean =
                last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\x{2028}\\x{2029}]", "").trim();
        return clean.matches("\\.*") ? "unnamed" : clean;
    }

    /** The end of a long name: it has the extension. */
    private static String end(String name) {
        if (name.length() <= MAX) {
            return name;
        }
        int begin = name.length() - MAX;
        return name.substring(Character.isLowSurrogate(name.charAt(begin)) ? begin + 1 : begin);
    }

    /** The part's Content-ID without brackets, or null. */
    static String contentId(Map<String, String> headers) {
        String id = headers.getOrDefault("content-id", "").trim();
        String bare = id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
        return bare.isEmpty() || bare.length() > MAX ? null : bare;
    }

    /** A name for a part that has none. */
    static String made(int number, String type) {
        return type.equals("message/rfc822") ? "message-" + number + ".eml" : "part-" + number;
    }
}
