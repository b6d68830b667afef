package io.jamesagents.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.CircuitBreaker;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BreakerEmbedderTest {
    private final SettableClock clock = new SettableClock();
    private final TestingEmbedder inner = new TestingEmbedder();
    private final BreakerEmbedder embedder = new BreakerEmbedder(inner, clock);

    private void fails() {
        assertThatThrownBy(() -> embedder.query("tea")).isInstanceOf(EmbeddingUnavailable.class);
    }

    @Test
    void queryShouldNotAskAgainWhenItFailedJustNow() {
        inner.fail(true);
        fails();
        fails();
        assertThat(inner.asked()).hasSize(1);
    }

    @Test
    void queryShouldHealByItselfWhenTheEmbedderIsBack() {
        inner.fail(true);
        fails();
        inner.fail(false);
        clock.advance(CircuitBreaker.FIRST_PAUSE);
        embedder.query("tea");
        embedder.passages(List.of("tea"));
        assertThat(inner.asked()).hasSize(3);
    }

    @Test
    void queryShouldWaitLongerWhenItFailsOnAndOn() {
        inner.fail(true);
        for (int i = 0; i < 20; i++) {
            fails();
            clock.advance(CircuitBreaker.LONGEST_PAUSE);
        }
        fails();
        int before = inner.asked().size();
        clock.advance(CircuitBreaker.LONGEST_PAUSE.minus(Duration.ofSeconds(1)));
        fails();
        assertThat(inner.asked()).hasSize(before);
    }

    @Test
    void queryShouldBeTriedByOneCallerWhenThePauseIsOver() {
        inner.fail(true);
        fails();
        clock.advance(CircuitBreaker.FIRST_PAUSE);
        inner.fail(false);
        CountDownLatch held = inner.hold();
        CompletableFuture<float[]> trial = CompletableFuture.supplyAsync(() -> embedder.query("trial"));
        Awaitility.await().until(() -> inner.asked().contains("query: trial"));
        fails();
        held.countDown();
        trial.join();
        embedder.query("tea");
        assertThat(inner.asked()).hasSize(3);
    }
}
