package io.jamesagents.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RememberingEmbedderTest {
    private final TestingEmbedder inner = new TestingEmbedder();
    private final RememberingEmbedder embedder = new RememberingEmbedder(inner, 8);

    @Test
    void passagesShouldEmbedOnceWhenATextComesAgain() {
        List<float[]> first = embedder.passages(List.of("tea", "milk"));
        List<float[]> second = embedder.passages(List.of("milk", "tea", "tea"));
        assertThat(inner.asked()).containsExactly("tea", "milk");
        assertThat(second).containsExactly(first.get(1), first.get(0), first.get(0));
    }

    @Test
    void passagesShouldForgetTheOldestWhenThereAreTooMany() {
        embedder.passages(List.of("tea"));
        embedder.passages(List.of("1", "2", "3", "4", "5", "6", "7", "8"));
        embedder.passages(List.of("tea"));
        assertThat(inner.asked()).hasSize(10);
    }

    @Test
    void queryShouldNotTakeThePassageWhenTheTextIsTheSame() {
        embedder.passages(List.of("tea"));
        embedder.query("tea");
        embedder.query("tea");
        assertThat(inner.asked()).containsExactly("tea", "query: tea");
    }

    @Test
    void answersShouldAskAnewWhenItWasAskedBefore() {
        assertThat(embedder.answers()).isTrue();
        inner.fail(true);
        assertThat(embedder.answers()).isFalse();
    }

    @Test
    void passagesShouldTryAgainWhenItFailedBefore() {
        inner.fail(true);
        assertThatThrownBy(() -> embedder.passages(List.of("tea"))).isInstanceOf(EmbeddingUnavailable.class);
        inner.fail(false);
        assertThat(embedder.passages(List.of("tea"))).hasSize(1);
    }

    @Test
    void passagesShouldWaitForTheOtherCallerWhenItEmbedsTheSame() {
        CountDownLatch held = inner.hold();
        CompletableFuture<List<float[]>> first = CompletableFuture.supplyAsync(() -> embedder.passages(List.of("tea")));
        Awaitility.await().until(() -> inner.asked().size() == 1);
        CompletableFuture<List<float[]>> second =
                CompletableFuture.supplyAsync(() -> embedder.passages(List.of("tea")));
        held.countDown();
        assertThat(second.join()).containsExactly(first.join().get(0));
        assertThat(inner.asked()).containsExactly("tea");
    }
}
