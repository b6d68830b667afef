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
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes and checks the tags of return paths: 26 digits of base 32, 128 bits of an HMAC over organisation, message, recipient
 * and day, so that nobody can make one who has not got the mail.
 */
public final class ReturnTags {
    private static final int DIGITS = 26;
    private static final int RADIX = 32;
    private static final int HEX = 32;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String FORM = Pattern.quote(ReturnPath.LOCAL_PART) + "\\+([0-9a-v]{" + DIGITS + "})@";
    private static final Pattern ADDRESS = Pattern.compile(FORM + "[^@]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern WITHIN = Pattern.compile(
            "(?<![a-z0-9+._-])" + FORM + "[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,10}", Pattern.CASE_INSENSITIVE);

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

    /** The addresses of the form of return paths in a text. */
    static Stream<String> within(String text) {
        return WITHIN.matcher(text).results().map(MatchResult::group);
    }

    /** The tag in an address of the form of a return path. */
    public static Optional<String> in(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
