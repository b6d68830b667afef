package io.jamesagents.webhook.send;

import io.jamesagents.ServerSecret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What proves to a receiver that a webhook is ours: {@code v1=} and HMAC-SHA256, in hex, of the timestamp, a dot and the
 * exact bytes of the body, under the inbox's secret.
 */
public final class WebhookSignature {
    private static final String VERSION = "v1=";

    private WebhookSignature() {}

    public static String of(String secret, String timestamp, byte[] body) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        byte[] stamp = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return VERSION + HexFormat.of().formatHex(ServerSecret.hmac(key, stamp, body));
    }
}
