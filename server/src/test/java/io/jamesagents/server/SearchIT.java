package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.server.V1.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that is found by what it means, as long as it is there. */
class SearchIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String MEANT = "the heating at home does not work";

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void name() {
        data = folder.resolve("data");
    }

    private static void deliver(Serving server, JsonNode inbox, String subject, String text) throws Exception {
        SmtpDialogue.deliver(
                server.smtpPort(),
                "ann@example.org",
                address(inbox),
                "From: ann@example.org\r\nSubject: " + subject + "\r\n\r\n" + text + "\r\n");
    }

    private static Answer search(V1 api, JsonNode inbox, String query) {
        return api.get(
                "/v1/search/threads?inbox_id=" + id(inbox) + "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    private static List<String> subjects(Answer answer) {
        return Stream.iterate(0, i -> i < answer.data().size(), i -> i + 1)
                .map(i -> answer.data().get(i).get("subject").asText())
                .toList();
    }

    private static void awaitBoiler(V1 api, JsonNode inbox) {
        await().atMost(SOON).untilAsserted(() -> {
            Answer answer = search(api, inbox, MEANT);
            assertThat(answer.json().get("search_type").asText()).isEqualTo("vector");
            assertThat(subjects(answer)).first().isEqualTo("Boiler");
        });
    }

    @Test
    void mailShouldBeFoundByMeaningUntilItIsDeletedAndAfterKill() throws Exception {
        JsonNode inbox;
        try (Serving server = new Serving(data)) {
            V1 api = server.admin();
            inbox = api.inbox("search");
            deliver(server, inbox, "Boiler", "The boiler in our basement broke down, so the radiators stay cold.");
            deliver(server, inbox, "Lunch", "Shall we eat pizza at noon?");
            deliver(server, inbox, "Invoice", "Please find the invoice canary4711 for March attached.");
            awaitBoiler(api, inbox);
            await().atMost(SOON).untilAsserted(() -> assertThat(subjects(search(api, inbox, "canary4711")))
                    .first()
                    .isEqualTo("Invoice"));
            server.kill();
        }
        try (Serving server = new Serving(data)) {
            V1 api = server.admin();
            awaitBoiler(api, inbox);
            assertThat(indexFiles()).anyMatch(file -> has(file, "canary4711"));
            delete(api, inbox);
            assertThat(subjects(search(api, inbox, MEANT))).isEmpty();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(indexFiles()).noneMatch(file -> has(file, "canary4711")));
        }
    }

    private static void delete(V1 api, JsonNode inbox) {
        JsonNode asked = api.post("/v1/data/deletion-request", "{\"inbox_id\": \"" + id(inbox) + "\"}")
                .json();
        Answer confirmed = api.post(
                "/v1/data/deletion-request/" + id(asked) + "/confirm",
                "{\"confirmation_token\": \"" + asked.get("confirmation_token").asText() + "\"}");
        assertThat(confirmed.status()).isLessThan(300);
        await().atMost(SOON).untilAsserted(() -> assertThat(api.get("/v1/data/deletion-request/" + id(asked))
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("completed"));
    }

    private List<Path> indexFiles() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("var/agents/search"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean has(Path file, String word) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
