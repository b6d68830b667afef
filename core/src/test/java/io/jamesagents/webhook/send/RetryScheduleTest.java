package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    @ParameterizedTest
    @CsvSource({"1,5", "2,30", "3,120", "4,600", "5,1800", "6,3600", "7,7200", "8,7200", "20,7200"})
    void pauseShouldStayWithinAQuarterOfThePlanWhenRandom(int attempt, long seconds) {
        Duration plan = Duration.ofSeconds(seconds);
        assertThat(new RetrySchedule(() -> 0.5).after(attempt)).isEqualTo(plan);
        assertThat(new RetrySchedule(() -> 0).after(attempt))
                .isEqualTo(plan.multipliedBy(3).dividedBy(4));
        assertThat(new RetrySchedule(() -> 1).after(attempt))
                .isEqualTo(plan.multipliedBy(5).dividedBy(4));
    }
}
