package io.jamesagents.agent;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An agent's key pair. */
public final class TestingKey {
    private final byte[] secret;

    TestingKey(byte[] secret) {
        this.secret = secret.clone();
    }

    public static TestingKey random() {
        return new TestingKey(new Ed25519PrivateKeyParameters(new SecureRandom()).getEncoded());
    }

    public AgentKey publicKey() {
        return AgentKey.parse(Base64.getEncoder()
                .encodeToString(new Ed25519PrivateKeyParameters(secret, 0)
                        .generatePublicKey()
                        .getEncoded()));
    }

    public byte[] sign(String text) {
        return sign(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] sign(byte[] bytes) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, bytes, 0, bytes.length, signature, 0);
        return signature;
    }
}
