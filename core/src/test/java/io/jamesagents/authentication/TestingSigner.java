package io.jamesagents.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Signs mails that are already in the relaxed form but for the names of their fields, so that it needs nothing of the code under
 * test. Lines end with CRLF.
 */
public final class TestingSigner {
    public static final TestingSigner RSA = new TestingSigner("RSA", 2048, "rsa");
    public static final TestingSigner SHORT_RSA = new TestingSigner("RSA", 768, "rsa");
    public static final TestingSigner ED25519 = new TestingSigner("Ed25519", 255, "ed25519");

    private final KeyPair pair;
    private final String type;

    private TestingSigner(String algorithm, int size, String type) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            this.pair = generator.generateKeyPair();
            this.type = type;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key's record. */
    public String record() {
        return "v=DKIM1; k=" + type + "; p=" + key();
    }

    /** The key alone, as a record has it. */
    public String key() {
        byte[] encoded = pair.getPublic().getEncoded();
        return base64(type.equals("rsa") ? encoded : Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    public String algorithm() {
        return type + "-sha256";
    }

    /** The mail with a DKIM-Signature before it; {@code tags} such as {@code d=a.example; s=s1; h=from:to}. */
    public String sign(String mail, String tags) {
        return sign(mail, "DKIM-Signature", "v=1; a=" + algorithm() + "; c=relaxed/relaxed; " + tags);
    }

    /** The mail with that field before it, to which the hash of the body and the signature are added. */
    public String sign(String mail, String name, String tags) {
        int end = mail.indexOf("\r\n\r\n");
        String body = mail.substring(end + 4);
        String unsigned = name + ": " + tags + "; bh=" + base64(sha256(body)) + "; b=";
        StringBuilder data = new StringBuilder();
        List<String> fields = new ArrayList<>(List.of(mail.substring(0, end).split("\r\n(?![ \t])")));
        for (String wanted : tags.replaceFirst(".*h=([^;]*).*", "$1").split(":")) {
            for (int i = fields.size() - 1; i >= 0; i--) {
                if (fields.get(i).toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT) + ":")) {
                    data.append(relaxed(fields.remove(i))).append("\r\n");
                    break;
                }
            }
        }
        return unsigned + value(data + relaxed(unsigned)) + "\r\n" + mail;
    }

    /** The value of a signature of that text. */
    public String value(String text) {
        try {
            byte[] data = text.getBytes(StandardCharsets.UTF_8);
            Signature signature = Signature.getInstance(type.equals("rsa") ? "SHA256withRSA" : "Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(type.equals("rsa") ? data : sha256(text));
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String relaxed(String field) {
        int colon = field.indexOf(':');
        return field.substring(0, colon).toLowerCase(Locale.ROOT) + ":"
                + field.substring(colon + 1).replaceAll("\\s+", " ").strip();
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
