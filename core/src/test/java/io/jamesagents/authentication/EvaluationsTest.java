package io.jamesagents.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jamesagents.metrics.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluationsTest {
    private static final Authentication FOUND = Verdicts.known("ann@x.test", "");
    private final Evaluations evaluations = new Evaluations(
            new AuthenticationSettings(
                    "mx.test", 2, Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofSeconds(20)),
            Meters.NONE);

    @AfterEach
    void stop() {
        evaluations.close();
    }

    private static Callable<Authentication> after(CountDownLatch answer) {
        return () -> {
            answer.await();
            return FOUND;
        };
    }

    @Test
    void ofShouldGiveASlowResultToWhoAsksAgain() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Evaluations.Preparation slow = () -> {
            begun.incrementAndGet();
            return after(answer);
        };
        assertThat(evaluations.of("a", slow)).isEmpty();
        assertThat(evaluations.of("a", slow)).isEmpty();
        answer.countDown();
        await().untilAsserted(() -> assertThat(evaluations.of("a", slow)).contains(FOUND));
        assertThat(evaluations.of("a", slow)).contains(FOUND);
        assertThat(begun).hasValue(1);
    }

    @Test
    void ofShouldNotPrepareMoreThanThereIsRoomFor() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        List<String> prepared = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d", "e", "f")) {
            Evaluations.Preparation slow = () -> {
                prepared.add(key);
                return after(answer);
            };
            assertThat(evaluations.of(key, slow)).isEmpty();
        }
        assertThat(prepared).containsExactly("a", "b", "c", "d");
        answer.countDown();
        await().untilAsserted(
                        () -> assertThat(evaluations.of("e", () -> () -> FOUND)).contains(FOUND));
    }

    @Test
    void ofShouldHaveRoomAgainAfterFailures() throws Exception {
        for (int i = 0; i < 20; i++) {
            String key = "k" + i;
            assertThatThrownBy(() -> evaluations.of(key, () -> {
                        throw new IllegalArgumentException("cannot be copied");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            await().untilAsserted(() -> assertThatThrownBy(() -> evaluations.of(key, () -> () -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(IllegalStateException.class));
        }
        assertThat(evaluations.of("last", () -> () -> FOUND)).contains(FOUND);
    }

    @Test
    void overdueShouldBeSoAfterTheTimeThatAMailMayBeHeld() {
        Instant now = Instant.parse("2026-11-24T10:00:00Z");
        assertThat(evaluations.overdue(now.minusSeconds(19), now)).isFalse();
        assertThat(evaluations.overdue(now.minusSeconds(20), now)).isTrue();
    }
}
