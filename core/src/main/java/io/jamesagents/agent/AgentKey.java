package io.jamesagents.agent;

import io.jamesagents.AgentsException.Invalid;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An agent's Ed25519 public key (RFC 8032), as the standard base64 of its 32 bytes: 44 characters, in the one way that they
 * can be written.
 */
public record AgentKey(String base64) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{43}=");

    /** Stands in for the key of an agent that does not exist: its private half was thrown away. */
    static final AgentKey NOBODYS = new AgentKey("zfD/oy8ZV2P6nOZ1fU9zbUYqTVv8Pe/07JlUSopQLPM=");

    public AgentKey {
        if (!FORM.matcher(base64).matches() || !base64.equals(encode(decode(base64)))) {
            throw invalid("publicKey must be the standard base64 of 32 bytes: 44 characters");
        }
    }

    /**
     * A key that came from outside. It has to be a point of the subgroup that honest keys are in: under a key of small order
     * one signature is good for any text, and under one of mixed order verifiers disagree.
     */
    public static AgentKey parse(String base64) {
        AgentKey key = new AgentKey(base64);
        if (!Ed25519.validatePublicKeyFull(decode(base64), 0)) {
            throw invalid("publicKey is not an Ed25519 public key");
        }
        return key;
    }

    private static Invalid invalid(String message) {
        return new Invalid("invalid_public_key", "publicKey", message);
    }

    /** Whether the holder of the private key signed these bytes; without the cofactor, S below the order, R canonical. */
    public boolean verifies(byte[] signed, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, decode(base64), 0, signed, 0, signed.length);
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
