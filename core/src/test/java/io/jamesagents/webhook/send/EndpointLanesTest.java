package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.webhook.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointLanesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LATER = NOW.plus(EndpointLanes.PAUSE);

    private final EndpointLanes lanes = new EndpointLanes(100, 5);

    private void start(String endpoint, int times) {
        for (int i = 0; i < times; i++) {
            lanes.started(endpoint);
        }
    }

    private void fail(String endpoint, int times, Instant at) {
        for (int i = 0; i < times; i++) {
            lanes.started(endpoint);
            lanes.ended(endpoint, false, Duration.ZERO, at);
        }
    }

    @Test
    void roomShouldEndWhenAnEndpointHasItsRequests() {
        assertThat(lanes.room("a", NOW)).isEqualTo(5);
        start("a", 5);
        assertThat(lanes.room("a", NOW)).isZero();
        assertThat(lanes.room("b", NOW)).isEqualTo(5);
        lanes.ended("a", true, Duration.ZERO, NOW);
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
        lanes.ended("a", false, Duration.ZERO, LATER);
        assertThat(lanes.room("a", LATER)).isZero();

        Instant muchLater = LATER.plus(EndpointLanes.PAUSE);
        start("a", 1);
        lanes.ended("a", true, Duration.ZERO, muchLater);
        assertThat(lanes.room("a", muchLater)).isEqualTo(5);
    }

    @Test
    void endpointShouldBeLeftAloneAsLongAsItAsksToBe() {
        Instant until = NOW.plus(Duration.ofMinutes(3));
        start("a", 2);
        lanes.ended("a", false, Duration.ofMinutes(3), NOW);
        lanes.ended("a", false, Duration.ofMinutes(1), NOW);
        assertThat(lanes.closedUntil("a")).isEqualTo(until);
        assertThat(lanes.breaker("a", NOW)).isEqualTo(Breaker.OPEN);
        assertThat(lanes.room("a", until)).isEqualTo(5);
        assertThat(lanes.breaker("a", until)).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void breakerShouldSayWhetherAnEndpointIsCalledWhenAsked() {
        assertThat(lanes.breaker("a", NOW)).isEqualTo(Breaker.CLOSED);
        fail("a", 5, NOW);
        assertThat(lanes.breaker("a", NOW)).isEqualTo(Breaker.OPEN);
        assertThat(lanes.breaker("a", LATER)).isEqualTo(Breaker.HALF_OPEN);
    }

    @Test
    void requestsShouldBeForTheLongestDueWhenThereIsNoRoomForAll() {
        Map<String, Instant> due = Map.of("a", NOW.minusSeconds(1), "b", NOW.minusSeconds(2), "c", NOW.plusSeconds(1));
        assertThat(lanes.wanted(due, 100, NOW)).isEqualTo(Map.of("a", 5, "b", 5));
        assertThat(lanes.wanted(due, 7, NOW)).isEqualTo(Map.of("b", 5, "a", 2));
        assertThat(lanes.next(due, NOW, NOW.plusSeconds(10))).isEqualTo(NOW.plusSeconds(1));
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
