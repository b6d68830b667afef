package io.jamesagents.webhook.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardSignatureTest {
    /** The vector of the libraries of Standard Webhooks. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long SECONDS = 1614265330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What a receiver does, after the specification and not after our code. */
    private static boolean verifies(String secret, byte[] id, byte[] timestamp, byte[] body, String header) {
        byte[] dot = {'.'};
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        byte[] expected = hmac(key, id, dot, timestamp, dot, body);
        for (String one : header.split(" ")) {
            byte[] given = Base64.getDecoder().decode(one.substring("v1,".length()));
            if (one.startsWith("v1,") && MessageDigest.isEqual(expected, given)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void signatureShouldBeThatOfThePublishedVectorWhenMade() {
        assertThat(StandardSignature.of(List.of(SECRET), ID, SECONDS, BODY)).isEqualTo(SIGNATURE);
        assertThat(StandardSignature.of(List.of(SECRET.substring("whsec_".length())), ID, SECONDS, BODY))
                .isEqualTo(SIGNATURE);
    }

    @Test
    void noSignatureShouldVerifyWhenAnyBitIsAnother() {
        byte[] id = ID.getBytes(UTF_8);
        byte[] timestamp = Long.toString(SECONDS).getBytes(UTF_8);
        assertThat(verifies(SECRET, id, timestamp, BODY, SIGNATURE)).isTrue();
        int accepted = 0;
        for (byte[] part : List.of(id, timestamp, BODY)) {
            for (int bit = 0; bit < part.length * 8; bit++) {
                part[bit / 8] ^= (byte) (1 << bit % 8);
                accepted += verifies(SECRET, id, timestamp, BODY, SIGNATURE) ? 1 : 0;
                part[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        assertThat(accepted).isZero();
        assertThat(verifies(SECRET, id, timestamp, BODY, SIGNATURE)).isTrue();
    }

    @Test
    void signatureShouldVerifyUnderEitherSecretWhenOneIsBeingRotated() {
        String next = "whsec_" + HexFormat.of().formatHex(new byte[24]);
        String header = StandardSignature.of(List.of(next, SECRET), ID, SECONDS, BODY);
        byte[] id = ID.getBytes(UTF_8);
        byte[] timestamp = Long.toString(SECONDS).getBytes(UTF_8);
        assertThat(header.split(" ")).hasSize(2);
        assertThat(verifies(SECRET, id, timestamp, BODY, header)).isTrue();
        assertThat(verifies(next, id, timestamp, BODY, header)).isTrue();
    }

    /** The keys that npm's standardwebhooks 1.1.1 decodes. */
    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef, d35db7e39ebbf3d69b71d79f",
        "0123456789abcdef0, d35db7e39ebbf3d69b71d79f",
        "0123456789abcdef01, d35db7e39ebbf3d69b71d79fd3",
        "0123456789abcdef012, d35db7e39ebbf3d69b71d79fd35d",
        "0123456789abcdef01==, d35db7e39ebbf3d69b71d79fd3",
        "0123456789abcdef01=, d35db7e39ebbf3d69b71d79fd3",
        "0123456789abcdef0==, d35db7e39ebbf3d69b71d79f",
        "0123456789abcdef012=, d35db7e39ebbf3d69b71d79fd35d",
        "0123456789abcdef012==, d35db7e39ebbf3d69b71d79fd35d"
    })
    void secretShouldBeDecodedAsTheLibrariesDoWhenItsPaddingIsOdd(String secret, String key) {
        byte[] head = (ID + "." + SECONDS + ".").getBytes(UTF_8);
        assertThat(StandardSignature.of(List.of(secret), ID, SECONDS, BODY))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(hmac(HexFormat.of().parseHex(key), head, BODY)));
    }

    /** The libraries refuse these unless they are told that the secret is raw; then they take it as UTF-8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "whsec_not base64 at all!",
                "a secret of words",
                "whsec_0123456789abcd=f",
                "0123456789abcdef0===",
                "0123456789-_cdef",
                "pässwörd of sixteen"
            })
    void secretShouldBeTakenAsItIsWhenItIsNotBase64(String secret) {
        byte[] head = (ID + "." + SECONDS + ".").getBytes(StandardCharsets.UTF_8);
        assertThat(StandardSignature.of(List.of(secret), ID, SECONDS, BODY))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(hmac(secret.getBytes(UTF_8), head, BODY)));
    }
}
