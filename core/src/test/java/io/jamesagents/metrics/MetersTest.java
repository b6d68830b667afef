package io.jamesagents.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MetersTest {
    private final TestingMeters meters = new TestingMeters();

    @Test
    void measuredShouldTimeWorkAndGiveItsResultWhenItSucceeds() {
        assertThat(meters.measured("seconds", "failed", () -> 7)).isEqualTo(7);

        assertThat(meters.counted("seconds")).isEqualTo(1);
        assertThat(meters.counted("failed")).isZero();
    }

    @Test
    void measureShouldTimeWorkAndCountTheFailureWhenItThrows() {
        IllegalStateException error = new IllegalStateException("away");

        assertThatThrownBy(() -> meters.measure("seconds", "failed", () -> {
                    throw error;
                }))
                .isSameAs(error);

        assertThat(meters.counted("seconds")).isEqualTo(1);
        assertThat(meters.counted("failed")).isEqualTo(1);
    }
}
