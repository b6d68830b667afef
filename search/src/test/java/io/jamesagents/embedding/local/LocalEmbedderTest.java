package io.jamesagents.embedding.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.embedding.Passage;
import io.jamesagents.embedding.Passages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalEmbedderTest {
    private static LocalEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = LocalEmbedder.load(1);
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    private static double similarity(float[] one, float[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }

    @Test
    void passagesShouldBeOfLengthOne() {
        float[] vector =
                embedder.passages(List.of("Your order has been shipped.")).get(0);
        assertThat(vector).hasSize(embedder.dimensions());
        assertThat(similarity(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void queryShouldBeClosestToWhatWasMeant() {
        float[] query = embedder.query("When will my parcel get here?");
        List<float[]> passages = embedder.passages(
                List.of("Your order has been shipped and arrives on Monday.", "The committee elected a chairwoman."));
        assertThat(similarity(query, passages.get(0))).isGreaterThan(similarity(query, passages.get(1)) + 0.2);
    }

    @Test
    void passagesShouldNotDependOnTheirNeighbours() {
        String text = "The meeting is at noon.";
        float[] alone = embedder.passages(List.of(text)).get(0);
        assertThat(embedder.passages(List.of("word ".repeat(400), text)).get(1)).containsExactly(alone);
    }

    @Test
    void passagesShouldSeeTheEndWhenTheTextHasAllTokensOfAPassage() {
        String begin = "We talked about the weather and the garden. ".repeat(60);
        List<Passage> before = Passages.of(begin);
        List<Passage> after = Passages.of(begin + "Then the rocket engine exploded.");
        float[] query = embedder.query("rocket engine explosion");
        assertThat(best(query, after)).isGreaterThan(best(query, before) + 0.1);
    }

    private static double best(float[] query, List<Passage> passages) {
        return embedder.passages(passages.stream().map(Passage::text).toList()).stream()
                .mapToDouble(vector -> similarity(query, vector))
                .max()
                .orElseThrow();
    }

    @Test
    void passagesShouldBeTheSameWhenManyThreadsAsk() {
        float[] expected = embedder.query("tea");
        List<CompletableFuture<float[]>> all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 2 == 0
                        ? embedder.query("tea")
                        : embedder.passages(List.of("tea")).get(0)))
                .toList();
        assertThat(all).allSatisfy(one -> assertThat(one.join()).containsExactly(expected));
    }

    @Test
    void passagesShouldBeUnavailableWhenItIsClosed() {
        LocalEmbedder other = LocalEmbedder.load(1);
        other.close();
        other.close();
        assertThatThrownBy(() -> other.query("tea")).isInstanceOf(EmbeddingUnavailable.class);
    }
}
