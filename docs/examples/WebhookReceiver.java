import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks, checks their signatures, and prints them.
 *
 * <pre>java WebhookReceiver.java PORT SECRET</pre>
 */
public class WebhookReceiver {
    private static final long TOLERANCE_MS = 300_000;

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        byte[] secret = args[1].getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String timestamp = exchange.getRequestHeaders().getFirst("x-commune-timestamp");
            String signature = exchange.getRequestHeaders().getFirst("x-commune-signature");
            boolean genuine = fresh(timestamp) && matches(secret, timestamp, body, signature);
            System.out.println((genuine ? "genuine: " : "FORGED: ") + new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(genuine ? 200 : 401, -1);
            exchange.close();
        });
        server.start();
        System.out.println("listening on http://127.0.0.1:" + port + "/");
    }

    private static boolean fresh(String timestamp) {
        return timestamp != null && Math.abs(System.currentTimeMillis() - Long.parseLong(timestamp)) <= TOLERANCE_MS;
    }

    /** The signature is over the timestamp, a dot, and the bytes of the body as they came. */
    private static boolean matches(byte[] secret, String timestamp, byte[] body, String signature) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            String expected = "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
            return signature != null && MessageDigest.isEqual(expected.getBytes(), signature.getBytes());
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
