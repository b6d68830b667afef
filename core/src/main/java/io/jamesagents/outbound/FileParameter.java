package io.jamesagents.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** The file name in Content-Disposition: quoted when it is short and plain, else encoded and continued (RFC 2231). */
final class FileParameter {
    private static final int SHORT = 60;
    private static final int PER_LINE = 60;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._()+,@#!&$ -]{1," + SHORT + "}");

    private FileParameter() {}

    /** The parameter with the semicolon before it; the header is folded where there are spaces. */
    static String of(String filename) {
        if (PLAIN.matcher(filename).matches()) {
            return "; filename=\"" + filename + "\"";
        }
        String encoded = encoded(filename);
        if (encoded.length() <= PER_LINE) {
            return "; filename*=UTF-8''" + encoded;
        }
        StringBuilder lines = new StringBuilder();
        int section = 0;
        for (int begin = 0; begin < encoded.length(); section++) {
            int end = end(encoded, begin);
            lines.append("; filename*").append(section).append("*=");
            lines.append(section == 0 ? "UTF-8''" : "").append(encoded, begin, end);
            begin = end;
        }
        return lines.toString();
    }

    private static String encoded(String filename) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : filename.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '.';
            encoded.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }

    /** Never between the three characters of an encoded octet. */
    private static int end(String encoded, int begin) {
        int end = Math.min(encoded.length(), begin + PER_LINE);
        int percent = encoded.lastIndexOf('%', end - 1);
        return end < encoded.length() && percent > end - 3 ? percent : end;
    }
}
