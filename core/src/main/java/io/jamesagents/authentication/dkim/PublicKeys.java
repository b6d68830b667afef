package io.jamesagents.authentication.dkim;

import io.jamesagents.Ids;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Reads keys and checks with them, by the Java platform's own means. */
final class PublicKeys {
    private static final int SHORTEST = 1024;
    private static final int LONGEST = 8192;
    private static final int EXPONENT = 64;
    private static final int ED25519 = 32;
    /** What DER has before the octets of an Ed25519 key (RFC 8410). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    /** The identifier of RSA, as DER has it in a key (RFC 3279, 2.3.1). */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private PublicKeys() {}

    static PublicKey of(String type, byte[] bytes) throws SignatureError {
        try {
            return switch (type) {
                case "rsa" -> rsa(bytes);
                case "ed25519" -> ed25519(bytes);
                default -> throw SignatureError.permanent("unknown kind of key");
            };
        } catch (GeneralSecurityException e) {
            throw SignatureError.permanent("not a key");
        }
    }

    private static PublicKey rsa(byte[] bytes) throws GeneralSecurityException, SignatureError {
        RSAPublicKey key = (RSAPublicKey) read("RSA", isBare(bytes) ? wrapped(bytes) : bytes);
        int bits = key.getModulus().bitLength();
        if (bits < SHORTEST) {
            throw SignatureError.permanent("the key is too short");
        }
        if (bits > LONGEST || key.getPublicExponent().bitLength() > EXPONENT) {
            throw SignatureError.permanent("the key is too long");
        }
        return key;
    }

    private static PublicKey ed25519(byte[] bytes) throws GeneralSecurityException, SignatureError {
        if (bytes.length != ED25519) {
            throw SignatureError.permanent("not a key");
        }
        byte[] encoded = new byte[ED25519_PREFIX.length + ED25519];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(bytes, 0, encoded, ED25519_PREFIX.length, ED25519);
        return read("Ed25519", encoded);
    }

    private static PublicKey read(String algorithm, byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** An RSAPublicKey, which RFC 6376 asks for, begins with a number; a SubjectPublicKeyInfo, which all use, with a sequence. */
    private static boolean isBare(byte[] bytes) {
        int length = bytes.length > 1 ? bytes[1] & 0xff : 0;
        int content = length < 0x80 ? 2 : 2 + (length & 0x7f);
        return bytes.length > content && bytes[0] == 0x30 && bytes[content] == 0x02;
    }

    private static byte[] wrapped(byte[] bytes) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(RSA);
        key.write(0x03);
        writeLength(key, bytes.length + 1);
        key.write(0);
        key.writeBytes(bytes);
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        sequence.write(0x30);
        writeLength(sequence, key.size());
        sequence.writeBytes(key.toByteArray());
        return sequence.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        out.write(0x82);
        out.write(length >> 8);
        out.write(length);
    }

    /** Ed25519 signs the hash of the data (RFC 8463, 3). */
    static boolean verify(Algorithm algorithm, PublicKey key, byte[] data, byte[] value) {
        boolean rsa = algorithm == Algorithm.RSA_SHA256;
        try {
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
            signature.initVerify(key);
            signature.update(rsa ? data : Ids.sha256().digest(data));
            return signature.verify(value);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
