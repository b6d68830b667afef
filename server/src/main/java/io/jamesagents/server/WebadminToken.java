package io.jamesagents.server;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.SignatureAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.EnumSet;

/**
 * The one token that opens webadmin. It is signed at the first start with a key that is then forgotten; the public half
 * stays for James to verify it. Delete either file, and the next start makes a new pair.
 */
final class WebadminToken {
    static final String TOKEN = "webadmin.token";
    static final String PUBLIC_KEY = "webadmin.pub";

    private WebadminToken() {}

    static void ensure(DataFolder data) throws IOException {
        Path token = data.file(TOKEN);
        Path key = data.file(PUBLIC_KEY);
        if (Files.exists(token) && Files.exists(key)) {
            return;
        }
        KeyPair pair = pair();
        write(key, "rw-r--r--", pem(pair.getPublic()));
        write(token, "rw-------", signed(pair.getPrivate()) + "\n");
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static String signed(PrivateKey key) {
        return Jwts.builder()
                .setSubject("webadmin")
                .claim("admin", true)
                .signWith(key, SignatureAlgorithm.RS256)
                .compact();
    }

    private static String pem(PublicKey key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    private static void write(Path file, String permissions, String text) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }
}
