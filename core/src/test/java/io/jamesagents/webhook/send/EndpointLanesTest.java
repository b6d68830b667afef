package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointLanesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));

    private final EndpointLanes lanes = new EndpointLanes(100, 5);

    private void start(String endpoint, int times) {
        for (int i = 0; i < times; i++) {
            lanes.started(endpoint);
        }
    }

    private void fail(String endpoint, int times, Instant at) {
        for (int i = 0; i < times; i++) {
            lanes.started(endpoint);
            lanes.ended(endpoint, false, at);
        }
    }

    @Test
    void roomShouldEndWhenAnEndpointHasItsRequests() {
        assertThat(lanes.room("a", NOW)).isEqualTo(5);
        start("a", 5);
        assertThat(lanes.room("a", NOW)).isZero();
        assertThat(lanes.room("b", NOW)).isEqualTo(5);
        lanes.ended("a", true, NOW);
        assertThat(lanes.room("a", NOW)).isEqualTo(1);
    }

    @Test
    void roomShouldBeOneWhenMoreThanHalfOfAllAreTaken() {
        for (int i = 0; i < 11; i++) {
            start("hung" + i, 5);
        }
        assertThat(lanes.room("a", NOW)).isEqualTo(1);
        start("a", 1);
        assertThat(lanes.room("a", NOW)).isZero();
    }

    @Test
    void endpointShouldBeLeftAloneWhenItFailedFiveTimesInARow() {
        fail("a", 4, NOW);
        assertThat(lanes.room("a", NOW)).isEqualTo(5);
        fail("a", 1, NOW);
        assertThat(lanes.room("a", NOW)).isZero();
        assertThat(lanes.closedUntil("a")).isEqualTo(LATER);
    }

    @Test
    void endpointShouldBeTriedOnceWhenItsPauseIsOver() {
        fail("a", 5, NOW);
        assertThat(lanes.room("a", LATER)).isEqualTo(1);
        start("a", 1);
        assertThat(lanes.room("a", LATER)).isZero();
        lanes.ended("a", false, LATER);
        assertThat(lanes.room("a", LATER)).isZero();

        Instant muchLater = LATER.plus(Duration.ofMinutes(5));
        start("a", 1);
        lanes.ended("a", true, muchLater);
        assertThat(lanes.room("a", muchLater)).isEqualTo(5);
    }

    @Test
    void failuresShouldBeForgottenWhenAskedTo() {
        fail("a", 5, NOW);
        lanes.open("a");
        assertThat(lanes.room("a", NOW)).isEqualTo(5);
        lanes.open("unknown");
        fail("b", 5, NOW);
        lanes.retain(Set.of("a"));
        assertThat(lanes.room("b", NOW)).isEqualTo(5);
    }
}
