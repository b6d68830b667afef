package io.jamesagents.maildomain.dkim;

import io.jamesagents.Ids;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A key pair for DKIM (RFC 6376, RFC 8301): RSA with 2048 bits. {@code publicKey} is as it stands in the DNS, {@code pem} the
 * private key, which is nobody's to see.
 */
public record DkimKey(String selector, String publicKey, String pem) {
    private static final int BITS = 2048;
    private static final String PEM = "PRIVATE KEY";
    private static final int SELECTOR = 13;
    /** Used here alone: as a provider of the whole process it would be James's matter. */
    private static final Provider PROVIDER = new BouncyCastleProvider();

    /** A fresh key under a selector that no other has. */
    public static DkimKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", PROVIDER);
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            String publicKey =
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
            return new DkimKey(Ids.random("a").substring(0, SELECTOR), publicKey, pem(pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle makes no RSA keys", e);
        }
    }

    private static String pem(PrivateKey key) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(PEM, key.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static PrivateKey privateKey(String pem) {
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(reader.readPemObject().getContent());
            return KeyFactory.getInstance("RSA", PROVIDER).generatePrivate(spec);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a stored DKIM key cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "DkimKey[" + selector + "]";
    }
}
