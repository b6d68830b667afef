package io.jamesagents.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.CidrBlock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            new TrustedProxies(List.of(CidrBlock.of("10.0.0.0/8"), CidrBlock.of("2001:db8::/32")));

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1, 203.0.113.1,                       198.51.100.1",
        "10.0.0.1,     203.0.113.1,                       203.0.113.1",
        "10.0.0.1,     '203.0.113.9, 203.0.113.1',        203.0.113.1",
        "10.0.0.1,     '203.0.113.9, 203.0.113.1, 10.2.0.1', 203.0.113.1",
        "2001:db8::1,  2001:db9::7,                       2001:db9::7",
        "10.0.0.1,     '203.0.113.9, unknown',            10.0.0.1",
        "10.0.0.1,     '',                                10.0.0.1",
        "10.0.0.1,     '10.0.0.2, 10.0.0.3',              10.0.0.2"
    })
    void clientShouldBeTheLastThatIsNoTrustedProxy(String connection, String forwarded, String client) {
        assertThat(PROXIES.client(connection, List.of(forwarded))).isEqualTo(client);
        assertThat(TrustedProxies.NONE.client(connection, List.of(forwarded))).isEqualTo(connection);
    }

    @Test
    void headersShouldBeReadInTheirOrder() {
        assertThat(PROXIES.client("10.0.0.1", List.of("203.0.113.9", "203.0.113.1")))
                .isEqualTo("203.0.113.1");
    }
}
