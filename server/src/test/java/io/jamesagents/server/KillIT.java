package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9, again and again, while mail comes in. */
class KillIT {
    private static final int KILLS = 3;
    private static final int MAILS_PER_LIFE = 34;
    private static final int KILLED_AFTER = 25;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final Set<String> accepted = new ConcurrentSkipListSet<>();
    private final Set<String> offered = new ConcurrentSkipListSet<>();

    @Test
    void nothingShouldBeLostOrDoubledByKills() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            JsonNode inbox = null;
            for (int life = 0; life < KILLS; life++) {
                try (Serving server = serving(data)) {
                    inbox = inbox == null ? server.admin().inbox("killed", receiver.field()) : inbox;
                    offerUntilKilled(server, inbox, life);
                }
            }
            try (Serving server = serving(data)) {
                assertNothingLostOrDoubled(server.admin(), inbox, receiver);
            }
        }
    }

    private static Serving serving(Path data) throws IOException {
        return new Serving(
                data, "--set", "agents.webhooks.allow=127.0.0.0/8", "--set", "agents.webhooks.allow-http=true");
    }

    private void offerUntilKilled(Serving server, JsonNode inbox, int life) throws Exception {
        Thread sender = new Thread(() -> offer(server, inbox, life));
        sender.start();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(SOON)
                .until(() -> accepted.size() >= life * MAILS_PER_LIFE + KILLED_AFTER || !sender.isAlive());
        server.kill();
        sender.join();
    }

    private void offer(Serving server, JsonNode inbox, int life) {
        for (int i = 0; i < 10 * MAILS_PER_LIFE; i++) {
            String subject = "mail " + life + "-" + i;
            try (SmtpDialogue dialogue = new SmtpDialogue(server.smtpPort())) {
                dialogue.say("MAIL FROM:<grace@example.org>");
                dialogue.say("RCPT TO:<" + address(inbox) + ">");
                offered.add(subject);
                if (dialogue.data("Subject: " + subject + "\r\nMessage-ID: <" + life + "." + i
                                + "@example.org>\r\n\r\nhi\r\n")
                        .startsWith("250")) {
                    accepted.add(subject);
                }
            } catch (IOException killed) {
                return;
            }
        }
    }

    private void assertNothingLostOrDoubled(V1 api, JsonNode inbox, WebhookReceiver receiver) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subjects(api, inbox)).containsAll(accepted));
        await().atMost(SOON).untilAsserted(() -> assertThat(events(receiver).keySet())
                .containsAll(Set.copyOf(subjects(api, inbox))));
        List<String> subjects = subjects(api, inbox);
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(KILLS * KILLED_AFTER);
        assertThat(subjects).doesNotHaveDuplicates();
        assertThat(offered).containsAll(subjects);
        assertThat(events(receiver))
                .allSatisfy((subject, ids) -> assertThat(ids).as(subject).hasSize(1));
        assertThat(api.rows("/v1/threads?limit=100&inbox_id=" + V1.id(inbox))).hasSize(Math.min(100, subjects.size()));
    }

    private static List<String> subjects(V1 api, JsonNode inbox) {
        return api.messages(inbox).stream()
                .map(message -> message.get("subject").asText())
                .toList();
    }

    /** The ids of the events that told of each mail; one of them may have been delivered more than once. */
    private static Map<String, Set<String>> events(WebhookReceiver receiver) {
        return receiver.calls().stream()
                .map(WebhookReceiver.Call::json)
                .collect(Collectors.groupingBy(
                        call -> call.get("subject").asText(),
                        Collectors.mapping(
                                call -> call.get("event_id").asText(), Collectors.toCollection(HashSet::new))));
    }
}
