package io.jamesagents.apikey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code comm_} and 64 lower-case hex digits, of which the last 8 are the CRC-32 of the 56 before
 * them (224 random bits). A mistyped or made-up key is told apart from a real one without asking the database.
 */
final class KeyText {
    static final String PREFIX = "comm_";
    private static final int RANDOM_BYTES = 28;
    private static final int SHOWN = 12;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {}

    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return PREFIX + hex + checksum(hex);
    }

    static boolean plausible(String key) {
        if (!FORM.matcher(key).matches()) {
            return false;
        }
        int end = PREFIX.length() + 2 * RANDOM_BYTES;
        return checksum(key.substring(PREFIX.length(), end)).equals(key.substring(end));
    }

    /** The part that may be shown, to tell keys apart. */
    static String shown(String key) {
        return key.substring(0, SHOWN);
    }

    private static String checksum(String hex) {
        CRC32 crc = new CRC32();
        crc.update(hex.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array());
    }
}
