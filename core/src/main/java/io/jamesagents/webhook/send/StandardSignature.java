package io.jamesagents.webhook.send;

import io.jamesagents.ServerSecret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The signature of Standard Webhooks, which their libraries check: {@code v1,} and HMAC-SHA256, in base64, of id, timestamp in
 * seconds and body with dots between them; with several secrets one after the other, with spaces between them.
 */
public final class StandardSignature {
    private static final String VERSION = "v1,";
    private static final String PREFIX = "whsec_";
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*" + "(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)");

    private StandardSignature() {}

    public static String of(List<String> secrets, String id, long seconds, byte[] body) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> one(secret, head, body)).collect(Collectors.joining(" "));
    }

    private static String one(String secret, byte[] head, byte[] body) {
        return VERSION + Base64.getEncoder().encodeToString(ServerSecret.hmac(key(secret), head, body));
    }

    /**
     * What the libraries make of a secret: the bytes that are base64 behind {@code whsec_}, hex digits being base64, too. For a
     * secret that is not, which they refuse unless told that it is raw, all of it as UTF-8.
     */
    private static byte[] key(String secret) {
        String encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        return BASE64.matcher(encoded).matches()
                ? Base64.getDecoder().decode(encoded)
                : secret.getBytes(StandardCharsets.UTF_8);
    }
}
