package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.embedding.EmbeddingEndpointStandIn;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint for vectors that takes requests and never answers, and then does. */
class EmbedderAwayIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofMinutes(2);
    private static final int MAILS = 10;

    @TempDir
    Path data;

    private EmbeddingEndpointStandIn endpoint;
    private AgentsServer server;
    private V1 api;

    @BeforeEach
    void start() throws Exception {
        endpoint = EmbeddingEndpointStandIn.start();
        endpoint.neverAnswers();
        server = AgentsServer.start(ServeOptions.anyPorts(data)
                .set("agents.embeddings.url", endpoint.uri().toString())
                .set("agents.embeddings.model", "stand-in")
                .set("agents.embeddings.dimensions", String.valueOf(endpoint.dimensions()))
                .set("agents.embeddings.timeout-ms", "300"));
        api = V1.admin(server);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        endpoint.close();
    }

    private JsonNode search(JsonNode inbox) {
        return Json.tree(
                api.get("/v1/search/threads?q=zebra&inbox_id=" + id(inbox)).text());
    }

    @Test
    void mailShouldFlowAndBeFoundByWordsAndByMeaningOnceTheEndpointAnswers() throws Exception {
        JsonNode inbox = api.inbox("zoo");
        for (int i = 0; i < MAILS; i++) {
            String mail = "From: grace@example.org\r\nTo: " + address(inbox) + "\r\nSubject: Zebra " + i
                    + "\r\n\r\nThe zebra number " + i + " is here.\r\n";
            assertThat(SmtpDialogue.deliver(server, "grace@example.org", address(inbox), mail))
                    .startsWith("250");
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(api.messages(inbox)).hasSize(MAILS));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(search(inbox).get("data")).hasSize(MAILS));
        assertThat(search(inbox).get("search_type").asText()).isEqualTo("regex");

        endpoint.works();

        await().atMost(LATER)
                .untilAsserted(() ->
                        assertThat(search(inbox).get("search_type").asText()).isEqualTo("vector"));
    }
}
