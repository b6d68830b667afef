package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.utils.MailRepositoryProbeImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a stranger's SMTP client to those who follow events. */
class EventFeedIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final MailRepositoryUrl LOOPING = MailRepositoryUrl.from("file://var/mail/relay-limit/");

    @TempDir
    Path data;

    private AgentsServer server;
    private V1 api;

    @BeforeEach
    void start() throws Exception {
        server = AgentsServer.start(ServeOptions.anyPorts(data));
        api = V1.admin(server);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void restart() throws Exception {
        server.close();
        start();
    }

    private void deliver(JsonNode inbox, String subject, String moreHeaders) throws Exception {
        String mail = moreHeaders + "From: grace@example.org\r\nTo: " + address(inbox) + "\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + subject + "@example.org>\r\n\r\nHello\r\n";
        assertThat(SmtpDialogue.deliver(server, "grace@example.org", address(inbox), mail))
                .startsWith("250");
    }

    private static void awaitSubjects(EventClient client, String... subjects) {
        await().atMost(SOON).untilAsserted(() -> assertThat(client.subjects()).containsExactly(subjects));
    }

    @Test
    void everyMailShouldBeSeenOnceAlsoOverARestart() throws Exception {
        JsonNode inbox = api.inbox("ada");
        String last;
        try (EventClient client = EventClient.open(api, null)) {
            await().atMost(SOON).until(() -> client.lastId() != null);
            deliver(inbox, "one", "");
            awaitSubjects(client, "one");
            last = client.lastId();
            deliver(inbox, "two", "");
            awaitSubjects(client, "one", "two");
        }
        restart();
        deliver(inbox, "three", "");
        try (EventClient client = EventClient.open(api, last)) {
            awaitSubjects(client, "two", "three");
            deliver(inbox, "four", "");
            awaitSubjects(client, "two", "three", "four");
        }
        List<JsonNode> feed = api.rows("/v1/events?types=inbound");
        assertThat(feed)
                .extracting(event -> event.at("/message/subject").asText())
                .containsExactly("one", "two", "three", "four");
        assertThat(feed).extracting(event -> event.get("seq").asLong()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void waitShouldAnswerWithTheNextMailAndLoopingMailShouldBeKept() throws Exception {
        JsonNode inbox = api.inbox("ada");
        deliver(
                inbox,
                "looping",
                "Received: from a.example by b.example; Mon, 23 Nov 2026 10:00:00 +0000\r\n".repeat(31));
        String state = api.get("/v1/events/state").data().get("cursor").asText();
        String wait = "/v1/messages/wait?timeout=30&inbox_id=" + id(inbox);
        CompletableFuture<V1.Answer> waiting = CompletableFuture.supplyAsync(() -> api.get(wait + "&after=" + state));
        deliver(inbox, "code", "");
        V1.Answer answer = waiting.get(60, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().get("subject").asText()).isEqualTo("code");
        String cursor = answer.json().get("cursor").asText();
        V1.Answer nothing = api.get(wait.replace("timeout=30", "timeout=1") + "&after=" + cursor);
        assertThat(nothing.data().isNull()).isTrue();
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        server.getProbe(MailRepositoryProbeImpl.class).getRepositoryMailCount(LOOPING))
                .isEqualTo(1));
        assertThat(api.messages(inbox, "looping")).isEmpty();
    }
}
