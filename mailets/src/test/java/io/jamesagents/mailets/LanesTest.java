package io.jamesagents.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void fullLaneThatStandsStillShouldSendAwayAndLetOthersPass() throws Exception {
        Lanes lanes = new Lanes(2, SHORT);

        assertThat(lanes.enter("slow.test")).isTrue();
        assertThat(lanes.enter("slow.test")).isTrue();

        assertThat(lanes.enter("slow.test")).isFalse();
        assertThat(lanes.enter("other.test")).isTrue();
    }

    @Test
    void fullLaneShouldLetInWhenOneLeaves() throws Exception {
        Lanes lanes = new Lanes(1, LONG);
        lanes.enter("busy.test");
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> entered(lanes, "busy.test"));

        lanes.leave("busy.test");

        assertThat(next.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void roomShouldComeBackWhenAllHaveLeft() throws Exception {
        Lanes lanes = new Lanes(1, SHORT);
        lanes.enter("a.test");
        lanes.leave("a.test");

        assertThat(lanes.enter("a.test")).isTrue();
    }

    private static boolean entered(Lanes lanes, String destination) {
        try {
            return lanes.enter(destination);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
