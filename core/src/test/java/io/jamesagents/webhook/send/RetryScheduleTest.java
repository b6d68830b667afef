package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.Settings.InvalidSetting;
import io.jamesagents.webhook.WebhookSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private static final List<Duration> PLAN = WebhookSettings.STANDARD_DELAYS;

    @ParameterizedTest
    @CsvSource({
        "1,PT5S",
        "2,PT5M",
        "3,PT30M",
        "4,PT2H",
        "5,PT5H",
        "6,PT10H",
        "7,PT14H",
        "8,PT20H",
        "9,PT24H",
        "10,PT24H",
        "20,PT24H"
    })
    void pauseShouldBeAsPlannedOrAQuarterLongerWhenRandom(int attempt, Duration plan) {
        assertThat(new RetrySchedule(PLAN, () -> 0).after(attempt)).isEqualTo(plan);
        assertThat(new RetrySchedule(PLAN, () -> 1).after(attempt))
                .isEqualTo(plan.multipliedBy(5).dividedBy(4));
    }

    @Test
    void attemptsShouldSpanWhatIsPromisedWhenJitterIsLeast() {
        RetrySchedule schedule = new RetrySchedule(PLAN, () -> 0);
        Duration span = IntStream.rangeClosed(1, 9).mapToObj(schedule::after).reduce(Duration.ZERO, Duration::plus);
        assertThat(PLAN).hasSize(9);
        assertThat(span).isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
    }

    @Test
    void settingShouldBeRefusedWhenItHasNoPauses() {
        assertThatThrownBy(() -> new WebhookSettings(List.of(), true, 1, 1, List.of(), Duration.ZERO))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("agents.webhooks.retry-delays");
    }
}
