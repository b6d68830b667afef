package io.jamesagents.rest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.HttpSettings;
import io.jamesagents.rest.TestingApi;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventStreamResourceTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestingApi api;
    private String org = "o" + UUID.randomUUID();
    private String key = api.key(org, "admin");

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start(new HttpSettings("127.0.0.1", 0, 2, 100, Duration.ofSeconds(5)));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private String inbox() {
        return api.inbox(key, "a" + UUID.randomUUID()).get("id").asText();
    }

    private static void awaitSubjects(TestingStream stream, String... subjects) {
        await().atMost(SOON).untilAsserted(() -> assertThat(stream.events)
                .extracting(event -> event.at("/message/subject").asText())
                .containsExactly(subjects));
    }

    @Test
    void mailShouldBeSentAsItComesIn() throws Exception {
        String inbox = inbox();
        api.receive(inbox, "before", "");
        try (TestingStream stream = TestingStream.open(api, key, "")) {
            assertThat(stream.response.statusCode()).isEqualTo(200);
            assertThat(stream.response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(stream.response.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(stream.response.headers().firstValue("X-Request-ID")).isPresent();
            await().atMost(SOON).until(() -> stream.lastId != null);
            api.receive(inbox, "first", "");
            awaitSubjects(stream, "first");
            api.receive(inbox, "second", "");
            awaitSubjects(stream, "first", "second");
            assertThat(stream.types).containsExactly("inbound", "inbound");
            assertThat(stream.events.get(1).get("cursor").asText()).isEqualTo(stream.lastId);
        }
    }

    @Test
    void streamShouldGoOnAfterTheLastEventId() throws Exception {
        String inbox = inbox();
        String from;
        try (TestingStream stream = TestingStream.open(api, key, "")) {
            await().atMost(SOON).until(() -> stream.lastId != null);
            api.receive(inbox, "first", "");
            awaitSubjects(stream, "first");
            from = stream.lastId;
        }
        api.receive(inbox, "second", "");
        api.receive(inbox, "third", "");
        try (TestingStream stream = TestingStream.open(api, key, "", "Last-Event-ID", from)) {
            awaitSubjects(stream, "second", "third");
        }
        try (TestingStream stream = TestingStream.open(api, key, "?last_event_id=" + from)) {
            awaitSubjects(stream, "second", "third");
        }
    }

    @Test
    void backlogShouldBeSentWholeWhenItIsLongerThanAPage() throws Exception {
        String inbox = inbox();
        String from = api.call(key, "GET", "/v1/events/state").at("/data/cursor");
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            api.receive(inbox, "mail " + i, "");
            subjects.add("mail " + i);
        }
        try (TestingStream stream = TestingStream.open(api, key, "?last_event_id=" + from)) {
            awaitSubjects(stream, subjects.toArray(String[]::new));
        }
    }

    @Test
    void otherInboxesAndTypesShouldNotBeSent() throws Exception {
        String inbox = inbox();
        String other = inbox();
        try (TestingStream stream = TestingStream.open(api, key, "?types=inbound&inbox_id=" + inbox)) {
            await().atMost(SOON).until(() -> stream.lastId != null);
            api.receive(other, "theirs", "");
            String thread = api.thread(key, inbox, "mine").get("thread_id").asText();
            api.call(key, "PUT", "/v1/threads/" + thread + "/status", "{\"status\":\"closed\"}");
            api.receive(inbox, "mine, too", "");
            awaitSubjects(stream, "mine", "mine, too");
        }
    }

    @Test
    void streamShouldEndSoonWhenTheKeyIsRevoked() throws Exception {
        try (TestingStream stream = TestingStream.open(api, key, "")) {
            await().atMost(SOON).until(() -> stream.lastId != null);
            api.revokeKeys(org);
            await().atMost(Duration.ofSeconds(10)).until(stream::over);
        }
    }

    @Test
    void streamShouldEndAfterTheSecondsThatWereAskedFor() throws Exception {
        try (TestingStream stream = TestingStream.open(api, key, "?seconds=1")) {
            await().atMost(SOON).until(stream::over);
            assertThat(stream.lastId).isNotNull();
        }
    }

    @Test
    void streamsShouldHoldNoWorkerAndBeLimited() throws Exception {
        List<TestingStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                open.add(TestingStream.open(api, key, ""));
            }
            // There are two workers.
            assertThat(api.call(key, "GET", "/v1/inboxes").status()).isEqualTo(200);
            var refused = api.call(key, "GET", "/v1/events/stream");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.at("/code")).isEqualTo("too_many_open");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
        } finally {
            for (TestingStream stream : open) {
                stream.close();
            }
        }
        String inbox = inbox();
        await().atMost(SOON).untilAsserted(() -> {
            // A client that is gone is noticed when something is sent to it.
            api.receive(inbox, "anything", "");
            assertThat(api.call(key, "GET", "/v1/events/stream?seconds=1").status())
                    .isEqualTo(200);
        });
    }

    @Test
    void slowReaderShouldNotKeepOthersWaiting() throws Exception {
        String inbox = inbox();
        String from = api.call(key, "GET", "/v1/events/state").at("/data/cursor");
        String long1 = "x".repeat(400);
        for (int i = 0; i < 600; i++) {
            api.receive(inbox, long1 + i, "");
        }
        List<Socket> slow = new ArrayList<>();
        try (TestingStream stream = TestingStream.open(api, key, "?last_event_id=" + from)) {
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(4096);
                socket.connect(new java.net.InetSocketAddress("127.0.0.1", api.port()));
                String request = "GET /v1/events/stream?last_event_id=" + from
                        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            await().atMost(SOON).until(() -> stream.events.size() == 600);
            api.receive(inbox, "last", "");
            await().atMost(SOON).until(() -> stream.events.size() == 601);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void cursorThatIsTooOldShouldBeGone() {
        api.expireEvents(org, 5);
        String old = new io.jamesagents.event.FeedCursor(4).encode();
        var answer = api.call(key, "GET", "/v1/events/stream", null, "Last-Event-ID", old);
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.at("/code")).isEqualTo("cursor_expired");
        JsonNode feed = api.call(key, "GET", "/v1/events?after=" + old).json();
        assertThat(feed.get("code").asText()).isEqualTo("cursor_expired");
    }

    @Test
    void streamsShouldEndAtOnceWhenTheServerStops() throws Exception {
        try (TestingApi other = TestingApi.start()) {
            String otherKey = other.key("default", "admin");
            TestingStream stream = TestingStream.open(other, otherKey, "");
            await().atMost(SOON).until(() -> stream.lastId != null);
            other.close();
            await().atMost(Duration.ofSeconds(2)).until(stream::over);
        } catch (java.nio.file.NoSuchFileException e) {
            // It was closed before.
        }
    }

    @Test
    void headShouldBeAnsweredWithoutAStream() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(5_000);
            String head = "HEAD /v1/events/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n").contains("X-Request-ID");
        }
    }
}
