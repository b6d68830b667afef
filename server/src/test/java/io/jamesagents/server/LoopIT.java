package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.server.AnsweringMachines.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that answer each other's every mail come to an end by themselves, and people's mail goes on meanwhile. */
class LoopIT {
    private static final Duration SOON = Duration.ofSeconds(180);
    private static final int PER_THREAD = 3;
    private static final int PER_PAIR = 10;

    @TempDir
    Path data;

    @Test
    void machinesThatAnswerEachOtherShouldEndAndPeopleShouldNotNotice() throws Exception {
        try (RelayStandIn relay = new RelayStandIn();
                WebhookReceiver receiver = new WebhookReceiver();
                AgentsServer server = AgentsServer.start(WebhookReceiver.allowed(ServeOptions.anyPorts(data)
                        .set("agents.relay", relay.address())
                        // However slow this machine is.
                        .set("agents.loops.reply-seconds", "300")))) {
            V1 api = V1.admin(server);
            try (AnsweringMachines machines = new AnsweringMachines(api, receiver)) {
                List<JsonNode> plain = pair(machines, "plain", Manner.PLAIN);
                List<JsonNode> saying = pair(machines, "saying", Manner.SAYING_SO);
                List<JsonNode> threads = pair(machines, "threads", Manner.NEW_THREADS);
                List.of(plain, saying, threads).forEach(pair -> begin(api, pair));
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(machines.refused()).hasSize(3));
                person(server, api, plain.get(0), relay);
                assertThat(machines.refused())
                        .hasSize(3)
                        .allMatch(answer ->
                                answer.status() == 429 && answer.text().contains("loop_suspected"));
                assertEnded(api, plain, PER_THREAD);
                assertEnded(api, saying, PER_THREAD);
                assertEnded(api, threads, PER_PAIR);
            }
        }
    }

    private static List<JsonNode> pair(AnsweringMachines machines, String name, Manner manner) {
        return List.of(machines.inbox(name + "-a", manner), machines.inbox(name + "-b", manner));
    }

    private static void begin(V1 api, List<JsonNode> pair) {
        String to = "\"to\": \"" + address(pair.get(1)) + "\", \"subject\": \"Begin\", \"text\": \"Hello\"";
        assertThat(api.send(pair.get(0), to).status()).isEqualTo(202);
    }

    /** A person writes to a machine that is in a loop, and gets its answer; and the machine can write to others. */
    private static void person(AgentsServer server, V1 api, JsonNode inbox, RelayStandIn relay) throws Exception {
        String mail = "From: grace@there.example\r\nTo: " + address(inbox) + "\r\nSubject: A question\r\n"
                + "Message-ID: <question@there.example>\r\n\r\nHello\r\n";
        assertThat(SmtpDialogue.deliver(server, "grace@there.example", address(inbox), mail))
                .startsWith("250");
        await().atMost(SOON).untilAsserted(() -> assertThat(relay.mails())
                .anyMatch(answer -> answer.recipients().contains("grace@there.example")));
        String to = "\"to\": \"bob@there.example\", \"subject\": \"News\", \"text\": \"Hello\"";
        assertThat(api.send(inbox, to).status()).isEqualTo(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(relay.mails("News")).hasSize(1));
    }

    /** Who began sends that mail, too, and the first quick answer is free where nobody says what it is. */
    private static void assertEnded(V1 api, List<JsonNode> pair, int most) {
        for (int side = 0; side < 2; side++) {
            JsonNode inbox = pair.get(side);
            String other = address(pair.get(1 - side));
            assertThat(sentTo(api, inbox, other)).as(address(inbox)).hasSizeBetween(most, most + 1);
            assertThat(api.rows("/v1/events?limit=100&types=loop.suspected&inbox_id=" + id(inbox)))
                    .as(address(inbox))
                    .hasSize(1)
                    .allMatch(event -> event.at("/data/correspondent").asText().equals(other));
        }
    }

    private static List<JsonNode> sentTo(V1 api, JsonNode inbox, String other) {
        return api.messages(inbox).stream()
                .filter(message -> message.get("direction").asText().equals("outbound"))
                .filter(message -> message.get("participants").toString().contains(other))
                .toList();
    }
}
