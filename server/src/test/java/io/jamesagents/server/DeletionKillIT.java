package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.deletion.Compaction;
import io.jamesagents.server.V1.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of deletions: each ends at the next start, and leaves nothing. */
class DeletionKillIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int MAILS = 20;
    /** How long after the confirmation was sent. */
    private static final List<Duration> KILLS =
            List.of(Duration.ofMillis(40), Duration.ofMillis(150), Duration.ofMillis(400));

    @TempDir
    Path folder;

    private record Asked(String id, String token, JsonNode preview) {
        String path() {
            return "/v1/data/deletion-request/" + id;
        }
    }

    @Test
    void killedDeletionShouldEndAfterTheNextStart() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Asked asked = null;
        JsonNode neighbour = null;
        for (Duration killedAfter : KILLS) {
            try (Serving server = new Serving(data)) {
                V1 api = server.admin();
                if (asked == null) {
                    neighbour = api.inbox("neighbour");
                    receive(server, api, neighbour, "kept", 3);
                } else {
                    assertEnds(api, asked);
                }
                JsonNode inbox = api.inbox("killed" + killedAfter.toMillis());
                receive(server, api, inbox, "gone", MAILS);
                asked = ask(api, inbox);
                confirmAndKill(server, api, asked, killedAfter);
            }
        }
        try (AgentsServer server = AgentsServer.start(ServeOptions.anyPorts(data))) {
            V1 api = V1.admin(server);
            assertEnds(api, asked);
            assertThat(api.messages(neighbour)).hasSize(3);
            server.instance(Compaction.class).now();
            await().atMost(SOON).untilAsserted(() -> assertThat(Canaries.found(data, "gone"))
                    .isEmpty());
            assertThat(Canaries.found(data, "kept")).isNotEmpty();
        }
    }

    private static void receive(Serving server, V1 api, JsonNode inbox, String kind, int mails) throws IOException {
        for (int i = 0; i < mails; i++) {
            try (SmtpDialogue dialogue = new SmtpDialogue(server.smtpPort())) {
                dialogue.say("MAIL FROM:<grace@example.org>");
                dialogue.say("RCPT TO:<" + address(inbox) + ">");
                assertThat(dialogue.data(Canaries.mail(kind))).startsWith("250");
            }
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(api.messages(inbox)).hasSize(mails));
    }

    private static Asked ask(V1 api, JsonNode inbox) {
        JsonNode asked = api.post("/v1/data/deletion-request", "{\"inbox_id\": \"" + id(inbox) + "\"}")
                .json();
        return new Asked(id(asked), asked.get("confirmation_token").asText(), asked.get("preview"));
    }

    private static Answer confirm(V1 api, Asked asked) {
        return api.post(asked.path() + "/confirm", "{\"confirmation_token\": \"" + asked.token() + "\"}");
    }

    private static void confirmAndKill(Serving server, V1 api, Asked asked, Duration after) throws Exception {
        Thread confirming = new Thread(() -> {
            try {
                confirm(api, asked);
            } catch (AssertionError killed) {
                // As was wanted.
            }
        });
        confirming.start();
        confirming.join(after.toMillis());
        server.kill();
        confirming.join();
    }

    /** A kill before the confirmation got through leaves the request as it was. */
    private static void assertEnds(V1 api, Asked asked) {
        if ("pending".equals(api.get(asked.path()).json().get("status").asText())) {
            confirm(api, asked);
        }
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode now = api.get(asked.path()).json();
            assertThat(now.get("status").asText()).isEqualTo("completed");
            assertThat(now.get("deleted_counts")).isEqualTo(asked.preview());
        });
    }
}
