package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails and mailets that crash what touches them take nothing away from the mails after them. */
class PoisonIT {
    private static final Duration EACH_GOOD_ONE = Duration.ofSeconds(60);
    private static final Duration IN_THE_END = Duration.ofMinutes(2);
    private static final int TWICE_THE_SPOOLER_THREADS = 16;
    private static final String MALLORY = "mallory@example.org";

    @TempDir
    static Path data;

    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        crashInTheAgentsProcessor();
        server = AgentsServer.start(ServeOptions.anyPorts(data));
        api = V1.admin(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** As an operator does: with a file of the same name in the data folder. */
    private static void crashInTheAgentsProcessor() throws IOException {
        String pipeline = Files.readString(Path.of("..", "conf", "mailetcontainer.xml"));
        String agents = "<processor state=\"agents\" enableJmx=\"false\">";
        assertThat(pipeline).contains(agents);
        String mailet = "<mailet match=\"All\" class=\"io.jamesagents.server.testing.CrashingMailet\"/>";
        Path operator = Files.createDirectories(data.resolve("conf"));
        Files.writeString(operator.resolve("mailetcontainer.xml"), pipeline.replace(agents, agents + mailet));
    }

    private static void assertTenGoodOnesArrive(JsonNode inbox) throws Exception {
        for (int i = 0; i < 10; i++) {
            String subject = "good " + i;
            long begin = System.nanoTime();
            assertThat(SmtpDialogue.deliver(
                            server, "grace@example.org", address(inbox), "Subject: " + subject + "\r\n\r\nhi\r\n"))
                    .startsWith("250");
            Duration left = EACH_GOOD_ONE.minusNanos(System.nanoTime() - begin);
            await().pollInterval(Duration.ofMillis(50)).atMost(left).untilAsserted(() -> assertThat(
                            api.messages(inbox, subject))
                    .hasSize(1));
        }
    }

    @Test
    void goodMailShouldArriveBehindMailBombs() throws Exception {
        JsonNode target = api.inbox("bombs");
        JsonNode good = api.inbox("bombs.good");
        Map<String, String> bombs = MailBombs.all();
        Map<String, Integer> accepted = new TreeMap<>();
        List<String> subjects = new ArrayList<>(bombs.keySet());
        for (int i = 0; i < TWICE_THE_SPOOLER_THREADS; i++) {
            String subject = subjects.get(i % subjects.size());
            String reply = SmtpDialogue.deliver(server, MALLORY, address(target), bombs.get(subject));
            assertThat(reply).as(subject).matches("(?s)(250|5\\d\\d).*");
            if (reply.startsWith("250")) {
                accepted.merge(subject, 1, Integer::sum);
            }
        }

        assertTenGoodOnesArrive(good);

        int sum = accepted.values().stream().mapToInt(Integer::intValue).sum();
        await().atMost(IN_THE_END)
                .untilAsserted(() -> assertThat(api.messages(target)).hasSize(sum));
        List<JsonNode> messages = api.messages(target);
        assertThat(ImapClient.ofInbox(server, address(target)).mails("INBOX")).hasSize(sum);
        for (String subject : accepted.keySet()) {
            assertThat(messages)
                    .filteredOn(message -> subject.equals(message.get("subject").asText()))
                    .as(subject)
                    .hasSize(accepted.get(subject));
        }
        assertThat(marked(messages))
                .containsExactlyInAnyOrderElementsOf(retained(
                        accepted.keySet(), Set.of("nested multiparts", "many headers", "many parts", "long header")));
    }

    private static Set<String> retained(Set<String> all, Set<String> some) {
        Set<String> retained = new HashSet<>(all);
        retained.retainAll(some);
        return retained;
    }

    /** The subjects of the messages that say that they were not read to the end. */
    private static Set<String> marked(List<JsonNode> messages) {
        Set<String> subjects = new HashSet<>();
        messages.stream()
                .filter(message ->
                        message.get("metadata").get("marks").toString().contains("\"parse_"))
                .forEach(message -> subjects.add(message.get("subject").asText()));
        return subjects;
    }

    @Test
    void goodAndBadMailShouldArriveWhenAStepCrashes() throws Exception {
        JsonNode target = api.inbox("crashes");
        JsonNode good = api.inbox("crashes.good");
        List<String> crashes = List.of("stack", "memory", "linkage", "exception");
        for (int i = 0; i < TWICE_THE_SPOOLER_THREADS; i++) {
            String mail = "Subject: crash " + i + "\r\nX-Crash: " + crashes.get(i % crashes.size()) + "\r\n\r\nx\r\n";
            assertThat(SmtpDialogue.deliver(server, MALLORY, address(target), mail))
                    .startsWith("250");
        }

        assertTenGoodOnesArrive(good);

        await().atMost(IN_THE_END)
                .untilAsserted(() -> assertThat(api.messages(target)).hasSize(TWICE_THE_SPOOLER_THREADS));
        assertThat(api.threads(target)).hasSize(TWICE_THE_SPOOLER_THREADS);
    }
}
