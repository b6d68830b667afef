package io.jamesagents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's secret, kept outside the database: the pepper of API keys and the key of routing tokens. All nodes of
 * one installation need the same one.
 */
public final class ServerSecret {
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 32;
    private static final String SEALED = "v1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] secret;

    public ServerSecret(byte[] secret) {
        if (secret.length < BYTES) {
            throw new IllegalArgumentException("a server secret has at least " + BYTES + " bytes");
        }
        this.secret = secret.clone();
    }

    /** Reads the secret from a file, which is made, readable by its owner alone, when it is missing. */
    public static ServerSecret file(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            writePrivate(file, HexFormat.of().formatHex(fresh) + "\n");
        }
        return new ServerSecret(HexFormat.of().parseHex(Files.readString(file).trim()));
    }

    /** Writes a file that only its owner can read, at once or not at all, and on disk when this returns. */
    public static void writePrivate(Path file, String content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** HMAC-SHA256 of the text under this secret and a purpose, in lower-case hex. */
    public String hmac(String purpose, String text) {
        return hmac(secret, purpose + "\n" + text);
    }

    /** Encrypts a text to be stored (AES-256-GCM), so that the database alone does not give it away. */
    public String seal(String purpose, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce, text.getBytes(StandardCharsets.UTF_8));
        byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return SEALED + Base64.getEncoder().encodeToString(both);
    }

    /** The text that was sealed for this purpose under this secret; anything else is refused. */
    public String open(String purpose, String sealed) {
        if (!sealed.startsWith(SEALED)) {
            throw new IllegalArgumentException("not a sealed text");
        }
        byte[] both = Base64.getDecoder().decode(sealed.substring(SEALED.length()));
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] text = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(cipher(Cipher.DECRYPT_MODE, purpose, nonce, text), StandardCharsets.UTF_8);
    }

    private byte[] cipher(int mode, String purpose, byte[] nonce, byte[] input) {
        byte[] key = hmac(secret, ("seal\n" + purpose).getBytes(StandardCharsets.UTF_8));
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("sealed under another secret, or changed since", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** HMAC-SHA256 in lower-case hex. */
    public static String hmac(byte[] key, String text) {
        return HexFormat.of().formatHex(hmac(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** HMAC-SHA256 of the parts, one after the other. */
    public static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "ServerSecret[hidden]";
    }
}
