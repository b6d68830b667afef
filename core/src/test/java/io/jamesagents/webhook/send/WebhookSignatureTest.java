package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    private static final byte[] BODY = "{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void signatureShouldBeThatOfTheClientsWhenVerified() {
        assertThat(WebhookSignature.of("whsec_0123456789abcdef", "1707667200000", BODY))
                .isEqualTo("v1=87cd4b45c0e6668c6d059aaa2db983708f1e4f6a083d2cf4751faeefe7052bfb");
    }

    @Test
    void signatureShouldDifferWhenAnyBitOfTheBodyDoes() {
        String right = WebhookSignature.of("whsec_0123456789abcdef", "1707667200000", BODY);
        for (int bit = 0; bit < BODY.length * 8; bit++) {
            byte[] other = BODY.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(WebhookSignature.of("whsec_0123456789abcdef", "1707667200000", other))
                    .isNotEqualTo(right);
        }
        assertThat(WebhookSignature.of("whsec_0123456789abcdef", "1707667200001", BODY))
                .isNotEqualTo(right);
        assertThat(WebhookSignature.of("whsec_0123456789abcdeg", "1707667200000", BODY))
                .isNotEqualTo(right);
    }
}
