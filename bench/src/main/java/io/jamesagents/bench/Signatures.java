package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.bench.Bench.Benchmark;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Whether honest signatures of an agent are all taken, in parallel, and forged, moved and repeated ones never. */
final class Signatures implements Benchmark {
    private static final int THREADS = 16;
    private static final String PATH = "/v1/inboxes?limit=1";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String base;
    private KeyPair pair;
    private String agent;

    /** What is sent. */
    private record Signed(String method, String path, String body, String input, String signature, String digest) {}

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int honest = options.get("honest", 5000);
        int forged = options.get("forged", 5000);
        try (RunningServer server = RunningServer.start("signatures")) {
            base = server.api().base();
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            agent = register();
            Map<String, Object> figures = new LinkedHashMap<>();
            long begin = System.nanoTime();
            figures.put("honest", honest);
            figures.put("honest_refused", honest - count(honest, i -> sign("GET", PATH, ""), status -> status == 200));
            figures.put("honest_per_second", honest * 1_000_000_000L / (System.nanoTime() - begin));
            figures.put("forged", forged);
            figures.put("forged_taken", count(forged, this::forge, status -> status != 401));
            Signed once = sign("GET", PATH, "");
            figures.put("repeats", forged);
            figures.put("repeats_taken", count(forged, i -> once, status -> status != 401) - 1);
            return figures;
        }
    }

    private String register() throws Exception {
        byte[] key = pair.getPublic().getEncoded();
        JsonNode registered = post(
                "/v1/auth/agent-register",
                Map.of(
                        "agentName", "Bench",
                        "orgName", "Bench",
                        "orgSlug", "bench",
                        "publicKey", base64(Arrays.copyOfRange(key, key.length - 32, key.length))));
        JsonNode verified = post(
                "/v1/auth/agent-verify",
                Map.of(
                        "agentSignupToken", registered.get("agentSignupToken").asText(),
                        "signature",
                                base64(signature(registered.get("challenge").asText()))));
        return verified.get("agentId").asText();
    }

    private JsonNode post(String path, Map<String, String> body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build();
        return Json.tree(client.send(request, BodyHandlers.ofString()).body());
    }

    private Signed sign(String method, String path, String body) {
        String digest = "sha-256=:" + base64(sha256(body)) + ":";
        String input = "(\"@method\" \"@target-uri\" \"content-digest\");created=" + System.currentTimeMillis() / 1000
                + ";nonce=\"" + UUID.randomUUID() + "\";keyid=\"" + agent + "\"";
        String text = "\"@method\": " + method + "\n\"@target-uri\": " + base + path + "\n\"content-digest\": " + digest
                + "\n\"@signature-params\": " + input;
        return new Signed(method, path, body, input, base64(signature(text)), digest);
    }

    /** An honest request with one thing changed: a bit of the signature, or what it is about. */
    private Signed forge(int number) {
        Random random = new Random(number);
        String body = "{\"local_part\": \"forged-" + number + "\"}";
        Signed honest = sign("POST", "/v1/inboxes", body);
        byte[] bits = Base64.getDecoder().decode(honest.signature());
        bits[random.nextInt(bits.length)] ^= (byte) (1 << random.nextInt(8));
        String other = body.replace("forged", "Forged");
        String otherDigest = "sha-256=:" + base64(sha256(other)) + ":";
        String input = honest.input();
        return switch (number % 8) {
            case 0 -> new Signed("GET", honest.path(), body, input, honest.signature(), honest.digest());
            case 1 -> new Signed("POST", "/v1/inboxes?x=" + number, body, input, honest.signature(), honest.digest());
            case 2 -> new Signed("POST", "/v1/messages/send", body, input, honest.signature(), honest.digest());
            case 3 -> new Signed("POST", honest.path(), other, input, honest.signature(), honest.digest());
            case 4 -> new Signed("POST", honest.path(), other, input, honest.signature(), otherDigest);
            case 5 -> new Signed(
                    "POST",
                    honest.path(),
                    body,
                    input.replace("nonce=\"", "nonce=\"0"),
                    honest.signature(),
                    honest.digest());
            default -> new Signed("POST", honest.path(), body, input, base64(bits), honest.digest());
        };
    }

    /** Makes a request from its number. */
    private interface Maker {
        Signed make(int number);
    }

    /** How many of so many requests had such an answer. */
    private int count(int count, Maker maker, IntPredicate wanted) throws InterruptedException {
        AtomicInteger found = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(count);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < count; i++) {
            int number = i;
            Callable<Void> one = () -> {
                try {
                    found.addAndGet(wanted.test(status(maker.make(number))) ? 1 : 0);
                } finally {
                    done.countDown();
                }
                return null;
            };
            threads.submit(one);
        }
        done.await();
        threads.shutdown();
        return found.get();
    }

    private int status(Signed signed) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + signed.path()))
                .header("Signature-Input", "sig=" + signed.input())
                .header("Signature", "sig=:" + signed.signature() + ":")
                .header("Content-Digest", signed.digest())
                .method(signed.method(), BodyPublishers.ofString(signed.body()))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return response.statusCode();
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
