package io.jamesagents.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.embedding.EmbeddingEndpointStandIn;
import io.jamesagents.embedding.EmbeddingEndpointStandIn.Reply;
import io.jamesagents.embedding.EmbeddingSettings.Endpoint;
import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.embedding.TestingEmbedder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteEmbedderTest {
    private static final String KEY = "sk-very-secret";

    private EmbeddingEndpointStandIn server;
    private RemoteEmbedder embedder;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddingEndpointStandIn.start();
        embedder = embedder(Duration.ofSeconds(20));
    }

    private RemoteEmbedder embedder(Duration timeout) {
        URI uri = URI.create(server.uri() + "/embeddings");
        return new RemoteEmbedder(new Endpoint(uri, "some-model", KEY, server.dimensions(), timeout));
    }

    @AfterEach
    void stop() {
        embedder.close();
        server.close();
    }

    private void assertUnavailable(ThrowingCallable call, String reason) {
        assertThatThrownBy(call)
                .isInstanceOf(EmbeddingUnavailable.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining(KEY);
    }

    @Test
    void passagesShouldBeInOrderAndOfLengthOneWhenThereAreMany() {
        List<String> texts = IntStream.range(0, 70).mapToObj(i -> "text " + i).toList();
        List<float[]> vectors = embedder.passages(texts);
        List<float[]> expected = new TestingEmbedder().passages(texts);
        assertThat(server.requests()).hasSize(3);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(vectors.get(i)).containsExactly(expected.get(i), within(1e-6f));
        }
    }

    @Test
    void queryShouldSendModelKeyAndDimensions() {
        embedder.query("tea");
        JsonNode request = server.requests().get(0);
        assertThat(request.get("model").asText()).isEqualTo("some-model");
        assertThat(request.get("dimensions").asInt()).isEqualTo(server.dimensions());
        assertThat(server.keys()).containsExactly("Bearer " + KEY);
    }

    @Test
    void queryShouldNotSendDimensionsWhenTheEndpointRefusesThem() {
        server.behave(request -> request.has("dimensions") ? new Reply(400, "{}") : server.vectors(request));
        embedder.query("tea");
        embedder.query("milk");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void passagesShouldCutATextShortWhenTheEndpointRefusesIt() {
        String text = "x".repeat(1000);
        server.behave(request -> request.get("input").toString().contains("x".repeat(600))
                ? new Reply(400, "{\"error\": {\"message\": \"too long\"}}")
                : server.vectors(request));
        List<float[]> vectors = embedder.passages(List.of("tea", text, "milk"));
        float[] expected =
                new TestingEmbedder().passages(List.of("x".repeat(500))).get(0);
        assertThat(vectors.get(1)).containsExactly(expected, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503, 302})
    void queryShouldBeUnavailableWhenTheEndpointRefuses(int status) {
        server.answersAlways(status, "{}");
        assertUnavailable(() -> embedder.query("tea"), String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "not JSON",
                "{\"data\": []}",
                "{\"data\": [{\"embedding\": [1, 2]}]}",
                "{\"data\": [{\"index\": 7, \"embedding\": [1, 1, 1, 1, 1, 1, 1, 1]}]}",
                "{\"data\": [{\"embedding\": [0, 0, 0, 0, 0, 0, 0, 0]}]}",
                "{\"data\": [{\"embedding\": [1, 1, 1, 1, 1, 1, 1, \"x\"]}]}",
                "{\"data\": [{\"embedding\": [1e999, 1, 1, 1, 1, 1, 1, 1]}]}"
            })
    void queryShouldBeUnavailableWhenTheAnswerIsBad(String body) {
        server.answersAlways(200, body);
        assertUnavailable(() -> embedder.query("tea"), "The embedding endpoint");
    }

    @Test
    void queryShouldBeUnavailableWhenTheEndpointNeverAnswers() {
        server.neverAnswers();
        try (RemoteEmbedder impatient = embedder(Duration.ofMillis(200))) {
            assertUnavailable(() -> impatient.query("tea"), "cannot be reached");
        }
    }

    @Test
    void queryShouldBeUnavailableWhenNobodyListens() {
        server.close();
        assertUnavailable(() -> embedder.query("tea"), "cannot be reached");
    }

    @Test
    void passagesShouldAskNothingWhenThereAreNoTexts() {
        assertThat(embedder.passages(Collections.emptyList())).isEmpty();
        assertThat(server.requests()).isEmpty();
    }
}
