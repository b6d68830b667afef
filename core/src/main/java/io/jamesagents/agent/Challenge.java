package io.jamesagents.agent;

import io.jamesagents.AgentsException.Invalid;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an agent has to sign to prove that it holds its key. A plain one ({@code chal_} and 64 hex digits) is signed as it is.
 * A contextual one (16 hex digits, its marker) is answered by {@code verb:count:marker}, which is then signed.
 */
public record Challenge(String value) {
    public static final String FORMAT = "verb:count:marker";

    private static final String PLAIN = "chal_";
    private static final int PLAIN_BYTES = 32;
    private static final int MARKER_BYTES = 8;
    private static final int LONG_WORD = 5;
    private static final Pattern RESPONSE = Pattern.compile("[a-z]{2,30}:(0|[1-9][0-9]{0,3}):([0-9a-f]{16})");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Challenge plain() {
        return new Challenge(PLAIN + hex(PLAIN_BYTES));
    }

    static Challenge contextual() {
        return new Challenge(hex(MARKER_BYTES));
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    public boolean isPlain() {
        return value.startsWith(PLAIN);
    }

    /** The contextual challenge in words. */
    public String text() {
        return "Answer with one line of three parts with colons between them, " + FORMAT + ". verb: one word of 2 to 30"
                + " lower-case letters, a to z, for what you mainly do. count: split your agentPurpose at white space,"
                + " remove from each word everything but the letters A to Z and a to z, and count the words that have "
                + LONG_WORD + " or more left, in decimal digits. marker: the string below. Include this exact string: "
                + value;
    }

    /** The text whose signature proves the key; a response that does not answer the challenge is refused. */
    String signedText(String response, String purpose) {
        if (isPlain()) {
            return value;
        }
        if (response == null || response.isBlank()) {
            throw new Invalid("missing_fields", "challengeResponse", "Missing required fields: challengeResponse");
        }
        Matcher parts = RESPONSE.matcher(response);
        if (!parts.matches()
                || Integer.parseInt(parts.group(1)) != longWords(purpose)
                || !parts.group(2).equals(value)) {
            throw new Invalid(
                    "invalid_challenge_response",
                    "challengeResponse",
                    "challengeResponse does not answer the challenge; it has the form " + FORMAT);
        }
        return response;
    }

    static long longWords(String purpose) {
        return Arrays.stream(purpose.trim().split("\\s+"))
                .filter(word -> word.replaceAll("[^A-Za-z]", "").length() >= LONG_WORD)
                .count();
    }

    @Override
    public String toString() {
        return "Challenge";
    }
}
