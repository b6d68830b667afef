package io.jamesagents.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.util.MimeUtil;

/** Text of mail headers: unfolded (RFC 5322, 2.2.3), encoded words decoded (RFC 2047), 8-bit octets as UTF-8 (RFC 6532). */
public final class HeaderText {
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private HeaderText() {}

    /** {@code octets} has one character per octet, as the parser gives it. */
    public static String unfolded(String octets) {
        String text =
                octets.chars().anyMatch(c -> c > 127) ? decode(octets.getBytes(StandardCharsets.ISO_8859_1)) : octets;
        return MimeUtil.unfold(text).replace("\0", "").trim();
    }

    public static String decoded(String unfolded) {
        return unfolded.contains("=?") ? DecoderUtil.decodeEncodedWords(unfolded, DecodeMonitor.SILENT) : unfolded;
    }

    /** In the charset of this name if there is such a one, else as octets without a name. */
    public static String decode(byte[] bytes, String charset) {
        if (charset == null || charset.equalsIgnoreCase("us-ascii") || charset.equalsIgnoreCase("utf-8")) {
            return decode(bytes);
        }
        try {
            return new String(bytes, Charset.forName(charset));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return decode(bytes);
        }
    }

    /** UTF-8 if it is valid UTF-8, else the commonest single-byte charset. */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WESTERN);
        }
    }
}
