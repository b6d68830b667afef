package io.jamesagents.webhook.send;

import io.jamesagents.ServerSecret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The signature of Standard Webhooks, which their libraries check: {@code v1,} and HMAC-SHA256, in base64, of id, timestamp in
 * seconds and body with dots between them; with several secrets one after the other, with spaces between them.
 */
public final class StandardSignature {
    private static final String VERSION = "v1,";
    private static final String PREFIX = "whsec_";
    private static final Pattern BASE64 = Pattern.compile("([A-Za-z0-9+/]{4,})={0,2}");

    private StandardSignature() {}

    public static String of(List<String> secrets, String id, long seconds, byte[] body) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> one(secret, head, body)).collect(Collectors.joining(" "));
    }

    private static String one(String secret, byte[] head, byte[] body) {
        return VERSION + Base64.getEncoder().encodeToString(ServerSecret.hmac(key(secret), head, body));
    }

    /**
     * What the libraries make of a secret: the bytes that are base64 behind {@code whsec_}, hex digits being base64, too. Some
     * do not mind the padding, nor a last character that is none of a byte. For a secret that is not base64, which they refuse
     * unless told that it is raw, all of it as UTF-8.
     */
    private static byte[] key(String secret) {
        Matcher base64 = BASE64.matcher(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        if (!base64.matches()) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
        String digits = base64.group(1);
        int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
        return Base64.getDecoder().decode(digits.substring(0, whole));
    }
}
