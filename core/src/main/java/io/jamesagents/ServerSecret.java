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
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's secret, kept outside the database: the pepper of API keys and the key of routing tokens. All nodes of
 * one installation need the same one.
 */
public final class ServerSecret {
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 32;
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
