package io.jamesagents.rest;

import io.jamesagents.rest.TestingApi.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An agent with a key pair, which can register itself and sign requests in each way. */
public final class TestingAgent {
    private final byte[] secret = new Ed25519PrivateKeyParameters(new SecureRandom()).getEncoded();
    private String id = "agt_0";

    /** An agent that has registered itself. */
    public static TestingAgent registered(TestingApi api, String slug) {
        TestingAgent agent = new TestingAgent();
        Answer registered = agent.register(api, slug);
        agent.id = agent.verify(api, registered).at("/agentId");
        return agent;
    }

    public String id() {
        return id;
    }

    public String publicKey() {
        return base64(
                new Ed25519PrivateKeyParameters(secret, 0).generatePublicKey().getEncoded());
    }

    public Answer register(TestingApi api, String slug, String... headers) {
        return api.call(null, "POST", "/v1/auth/agent-register", registration(slug, ""), headers);
    }

    public String registration(String slug, String more) {
        return "{\"agentName\":\"Ada\",\"orgName\":\"Acme\",\"orgSlug\":\"%s\",\"publicKey\":\"%s\"%s}"
                .formatted(slug, publicKey(), more);
    }

    public Answer verify(TestingApi api, Answer registered) {
        return api.call(
                null,
                "POST",
                "/v1/auth/agent-verify",
                "{\"agentSignupToken\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(registered.at("/agentSignupToken"), sign(registered.at("/challenge"))));
    }

    public String sign(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, bytes, 0, bytes.length, signature, 0);
        return base64(signature);
    }

    /** The header of the body form. */
    public String[] body(String body) {
        return new String[] {"Authorization", "Agent " + id + ":" + sign(body)};
    }

    /** The headers of the time form. */
    public String[] time(long millis) {
        return new String[] {
            "Authorization", "Agent " + id + ":" + sign(id + ":" + millis), "X-Commune-Timestamp", Long.toString(millis)
        };
    }

    /** The headers of an HTTP message signature. */
    public String[] message(String method, String target, String body) {
        return message(
                method,
                target,
                body,
                System.currentTimeMillis() / 1000,
                UUID.randomUUID().toString());
    }

    public String[] message(String method, String target, String body, long created, String nonce) {
        String digest = "sha-256=:" + base64(sha256(body)) + ":";
        boolean empty = body.isEmpty();
        String parameters = "(\"@method\" \"@target-uri\"" + (empty ? "" : " \"content-digest\"") + ");created="
                + created + ";nonce=\"" + nonce + "\";keyid=\"" + id + "\";alg=\"ed25519\"";
        String base = "\"@method\": " + method + "\n\"@target-uri\": " + target + "\n"
                + (empty ? "" : "\"content-digest\": " + digest + "\n") + "\"@signature-params\": " + parameters;
        return new String[] {
            "Signature-Input", "sig=" + parameters, "Signature", "sig=:" + sign(base) + ":", "Content-Digest", digest
        };
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
