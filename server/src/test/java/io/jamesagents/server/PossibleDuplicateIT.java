package io.jamesagents.server;

import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other side takes a mail, and before the server can note that it is killed. */
class PossibleDuplicateIT {
    private static final int KILLS = 3;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void mailTakenBeforeAKillShouldComeTwiceUnderOneIdAndBeMarked() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        List<String> messages = new ArrayList<>();
        try (RemoteServer remote = new RemoteServer()) {
            JsonNode inbox = null;
            for (int life = 0; life < KILLS; life++) {
                try (Serving server = serving(data, remote)) {
                    inbox = inbox == null ? server.admin().inbox("killed") : inbox;
                    messages.add(sendAndKill(server, remote, inbox, recipient(life)));
                }
            }
            try (Serving server = serving(data, remote)) {
                for (int life = 0; life < KILLS; life++) {
                    assertMarked(server.admin(), messages.get(life));
                    assertThat(remote.mails(recipient(life)))
                            .hasSize(2)
                            .extracting(RemoteServer.Received::messageId)
                            .containsOnly(remote.mails(recipient(life)).get(0).messageId());
                }
            }
        }
    }

    private static String recipient(int life) {
        return "killed" + life + "@far.test";
    }

    private static Serving serving(Path data, RemoteServer remote) throws IOException {
        return new Serving(data, "--set", "agents.relay=" + remote.address());
    }

    /** Stops the process while it waits for the answer, which it therefore cannot read before it is killed. */
    private static String sendAndKill(Serving server, RemoteServer remote, JsonNode inbox, String recipient)
            throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        remote.beforeAnswer(mail -> {
            if (mail.recipients().contains(recipient)) {
                new ProcessBuilder("kill", "-STOP", String.valueOf(server.pid()))
                        .start()
                        .waitFor();
                taken.countDown();
            }
        });
        String message = id(server.admin()
                .send(inbox, "\"to\": \"" + recipient + "\", \"subject\": \"Once\", \"text\": \"Once\"")
                .data());
        assertThat(taken.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        remote.beforeAnswer(mail -> {});
        server.kill();
        return message;
    }

    private static void assertMarked(V1 api, String message) {
        await().atMost(SOON).untilAsserted(() -> assertThat(api.get("/v1/messages/" + message + "/delivery")
                        .data()
                        .at("/recipients/0/state")
                        .asText())
                .isEqualTo("sent"));
        JsonNode delivery = api.get("/v1/messages/" + message + "/delivery").data();
        assertThat(delivery.at("/recipients/0/possible_duplicate").asBoolean()).isTrue();
        assertThat(delivery.at("/recipients/0/events/0/event_data/possible_duplicate")
                        .asBoolean())
                .isTrue();
    }
}
