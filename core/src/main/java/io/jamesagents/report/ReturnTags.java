package io.jamesagents.report;

import io.jamesagents.ServerSecret;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and checks the tags of return paths: 26 digits of base 32, 128 bits of an HMAC over organisation, message, recipient
 * and day, so that nobody can make one who has not got the mail.
 */
public final class ReturnTags {
    private static final int DIGITS = 26;
    private static final int RADIX = 32;
    private static final int HEX = 32;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Pattern ADDRESS = Pattern.compile(
            Pattern.quote(ReturnPath.LOCAL_PART) + "\\+([0-9a-v]{" + DIGITS + "})@[^@]+", Pattern.CASE_INSENSITIVE);

    private final ServerSecret secret;

    public ReturnTags(ServerSecret secret) {
        this.secret = secret;
    }

    /** The return path of a mail that goes to this recipient today. */
    public ReturnPath of(OrgId org, MessageId message, String recipient, String domain, Instant now) {
        long day = day(now);
        return new ReturnPath(tag(org, message, recipient, day), day, domain);
    }

    /** Whether the tag was made for this; takes as long for a wrong one. */
    boolean holds(String tag, OrgId org, MessageId message, String recipient, long day) {
        return MessageDigest.isEqual(
                tag.getBytes(StandardCharsets.US_ASCII),
                tag(org, message, recipient, day).getBytes(StandardCharsets.US_ASCII));
    }

    private String tag(OrgId org, MessageId message, String recipient, long day) {
        String over = String.join("\n", org.value(), message.value(), recipient, Long.toString(day));
        byte[] bits = HexFormat.of().parseHex(secret.hmac("return-path", over).substring(0, HEX));
        String digits = new BigInteger(1, bits).toString(RADIX);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    static long day(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), DAY);
    }

    /** The tag in an address of the form of a return path. */
    public static Optional<String> in(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(java.util.Locale.ROOT)) : Optional.empty();
    }
}
