package io.jamesagents.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void getShouldAskOnceWhenItIsCalledTwiceAtOnce() {
        Kept<Integer> kept = new Kept<>(asked::incrementAndGet);

        assertThat(kept.get()).isEqualTo(1);
        assertThat(kept.get()).isEqualTo(1);
    }

    @Test
    void getShouldAskAgainWhenTheSourceFailed() {
        Kept<Integer> kept = new Kept<>(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
            }
            return 7;
        });

        assertThatThrownBy(kept::get).isInstanceOf(IllegalStateException.class);
        assertThat(kept.get()).isEqualTo(7);
    }
}
