import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks, checks their signatures in both of their forms, and prints them. A receiver needs to check one form only.
 *
 * <pre>java WebhookReceiver.java PORT SECRET</pre>
 */
public class WebhookReceiver {
    private static final long TOLERANCE_MS = 300_000;

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        String secret = args[1];
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Headers headers = exchange.getRequestHeaders();
            boolean genuine = standard(secret, headers, body) && commune(secret, headers, body);
            System.out.println((genuine ? "genuine: " : "FORGED: ") + new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(genuine ? 200 : 401, -1);
            exchange.close();
        });
        server.start();
        System.out.println("listening on http://127.0.0.1:" + port + "/");
    }

    /** Standard Webhooks: over id, timestamp and body; the key is what whsec_ and base64 hide. One of several may match. */
    private static boolean standard(String secret, Headers headers, byte[] body) {
        String id = headers.getFirst("webhook-id");
        String timestamp = headers.getFirst("webhook-timestamp");
        String signatures = headers.getFirst("webhook-signature");
        if (id == null || signatures == null || !fresh(timestamp, 1000)) {
            return false;
        }
        byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        String expected = "v1," + Base64.getEncoder().encodeToString(hmac(key, id + "." + timestamp + ".", body));
        return Arrays.stream(signatures.split(" ")).anyMatch(signature -> same(expected, signature));
    }

    /** Commune's: over timestamp and body; the key is the secret as it is written. */
    private static boolean commune(String secret, Headers headers, byte[] body) {
        String timestamp = headers.getFirst("x-commune-timestamp");
        String signature = headers.getFirst("x-commune-signature");
        if (signature == null || !fresh(timestamp, 1)) {
            return false;
        }
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return same("v1=" + HexFormat.of().formatHex(hmac(key, timestamp + ".", body)), signature);
    }

    private static boolean fresh(String timestamp, long unitMs) {
        return timestamp != null
                && timestamp.matches("[0-9]{1,15}")
                && Math.abs(System.currentTimeMillis() - Long.parseLong(timestamp) * unitMs) <= TOLERANCE_MS;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
