package io.jamesagents.rest.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;

/** The field {@code Content-Digest} (RFC 9530), with SHA-256 and SHA-512; other algorithms are passed over. */
public final class ContentDigest {
    private static final Map<String, String> ALGORITHMS = Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

    private ContentDigest() {}

    /** Refuses a body that is not the one of the field; at least one known digest has to be there, and all have to agree. */
    public static void require(ReceivedRequest request, byte[] body) {
        int known = 0;
        for (Map.Entry<String, ListElement<?>> entry :
                MessageSignature.dictionary(request, "content-digest").entrySet()) {
            String algorithm = ALGORITHMS.get(entry.getKey());
            if (algorithm != null) {
                known++;
                requireSame(digest(algorithm, body), entry.getValue());
            }
        }
        if (known == 0) {
            throw MessageSignature.refused("Content-Digest must have sha-256 or sha-512");
        }
    }

    private static void requireSame(byte[] actual, ListElement<?> said) {
        if (!(said instanceof ByteSequenceItem bytes)
                || !MessageDigest.isEqual(actual, MessageSignature.bytes(bytes))) {
            throw MessageSignature.refused("Content-Digest is not that of the body");
        }
    }

    private static byte[] digest(String algorithm, byte[] body) {
        try {
            return MessageDigest.getInstance(algorithm).digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
