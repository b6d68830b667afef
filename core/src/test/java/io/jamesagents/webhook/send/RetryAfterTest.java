package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | PT2M",
                "' 7 ' | PT7S",
                "0 | PT0S",
                "999999999 | PT2H",
                "9999999999 | PT0S",
                "-5 | PT0S",
                "1.5 | PT0S",
                "soon | PT0S",
                "'' | PT0S",
                " | PT0S",
                "Sat, 31 Jan 2026 12:10:00 GMT | PT10M",
                "Sat, 31 Jan 2026 11:00:00 GMT | PT0S",
                "Sun, 01 Feb 2026 12:00:00 GMT | PT2H",
                "2026-01-31T12:10:00Z | PT0S"
            })
    void pauseShouldBeThatOfTheHeaderWithinReasonWhenRead(String header, Duration pause) {
        assertThat(RetryAfter.parse(header).from(NOW)).isEqualTo(pause);
    }
}
