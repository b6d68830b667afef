package io.jamesagents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "255.255.255.255", "::1", "fe80::1", "::ffff:10.0.0.1"})
    void addressShouldBeReadWhenItIsWrittenInNumbers(String text) {
        assertThat(CidrBlock.address(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999.1.1.1", "256.0.0.1", "01.2.3.4", "1.2.3", ".1:2", "1:2", "::g", "localhost", ""})
    void nobodyShouldBeAskedWhenATextOnlyLooksLikeAnAddress(String text) {
        assertThat(CidrBlock.address(text)).isEmpty();
    }
}
