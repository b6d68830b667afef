package io.jamesagents.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    @RepeatedTest(20)
    void plausibleShouldHoldForEveryIssuedKeyAndForNoMistypedOne() {
        String key = KeyText.random();
        assertThat(key).matches("comm_[0-9a-f]{64}");
        assertThat(KeyText.plausible(key)).isTrue();
        for (int i = 5; i < key.length(); i++) {
            char other = key.charAt(i) == '0' ? '1' : '0';
            assertThat(KeyText.plausible(key.substring(0, i) + other + key.substring(i + 1)))
                    .isFalse();
        }
    }

    @Test
    void plausibleShouldNotHoldForOtherTexts() {
        assertThat(KeyText.plausible("")).isFalse();
        assertThat(KeyText.plausible("comm_" + "0".repeat(63))).isFalse();
    }
}
