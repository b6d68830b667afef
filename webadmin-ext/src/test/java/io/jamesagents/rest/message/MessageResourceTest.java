package io.jamesagents.rest.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageResourceTest {
    /** The roles for which the Python client does not raise. */
    private static final Set<String> ROLES = Set.of("sender", "to", "cc", "bcc", "mentioned", "participant");

    private static TestingApi api;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static String inbox() {
        return api.inbox(key, "a" + UUID.randomUUID()).get("id").asText();
    }

    @Test
    void messageShouldHaveWhatClientsNeed() throws Exception {
        String inbox = inbox();
        String thread = api.thread(key, inbox, "Hello").get("thread_id").asText();
        JsonNode message = api.call(key, "GET", "/v1/threads/" + thread + "/messages")
                .data()
                .get(0);
        assertThat(message.get("message_id").asText()).matches("msg_[0-9a-f]+");
        assertThat(message.get("id")).isEqualTo(message.get("message_id"));
        assertThat(message.get("_id")).isEqualTo(message.get("message_id"));
        assertThat(message.get("thread_id").asText()).isEqualTo(thread);
        assertThat(message.get("channel").asText()).isEqualTo("email");
        assertThat(message.get("direction").asText()).isEqualTo("inbound");
        assertThat(message.get("content").asText()).contains("Hello there.");
        assertThat(message.get("content_html").isNull()).isTrue();
        assertThat(message.get("attachments")).isEqualTo(Json.tree("[]"));
        assertThat(message.get("created_at").asText()).endsWith("Z");
        assertThat(message.has("extracted_data")).isTrue();
        message.get("participants").forEach(person -> {
            assertThat(ROLES).contains(person.get("role").asText());
            assertThat(person.get("identity").asText()).doesNotContain("<");
        });
        JsonNode metadata = message.get("metadata");
        assertThat(metadata.get("created_at").asText()).endsWith("Z");
        assertThat(metadata.get("subject").asText()).isEqualTo("Hello");
        assertThat(metadata.get("inbox_id").asText()).isEqualTo(inbox);
        assertThat(metadata.get("message_id").asText()).startsWith("<").endsWith(">");
        assertThat(metadata.get("references").isArray()).isTrue();
        assertThat(message.has("orgId")).isFalse();
    }

    @Test
    void listShouldCombineItsFilters() throws Exception {
        String inbox = inbox();
        api.receive(inbox, "One", "");
        api.receive(inbox, "Two", "");
        String list = "/v1/messages?inbox_id=" + inbox;
        assertThat(api.call(key, "GET", list).data().get(0).get("subject").asText())
                .isEqualTo("Two");
        assertThat(api.call(key, "GET", list + "&order=asc&limit=1")
                        .data()
                        .get(0)
                        .get("subject")
                        .asText())
                .isEqualTo("One");
        assertThat(api.call(key, "GET", list + "&sender=ALICE@sender.example").data())
                .hasSize(2);
        assertThat(api.call(key, "GET", list + "&sender=bob@sender.example").data())
                .isEmpty();
        assertThat(api.call(key, "GET", list + "&after=2020-01-01").data()).hasSize(2);
        assertThat(api.call(key, "GET", list + "&before=2020-01-01T00:00:00Z").data())
                .isEmpty();
        assertThat(api.call(key, "GET", list + "&before=2020-01-01T00:00:00.5+01:00")
                        .data())
                .isEmpty();
        assertThat(api.call(key, "GET", list + "&before=2020-01-01T00:00:00.123456")
                        .data())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                    inbox_id",
        "sender=a@b.c&before=yesterday,         before",
        "sender=a@b.c&after=2026-02-30,         after",
        "sender=a@b.c&after=1767225600,         after",
        "sender=a@b.c&before=+999999999-01-01,  before",
        "sender=a@b.c&order=newest,             order"
    })
    void listShouldNameTheParameterThatIsWrong(String query, String path) {
        Answer answer = api.call(key, "GET", "/v1/messages?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/0/path").asText()).isEqualTo(path);
    }

    @Test
    void sendShouldBeAccepted() {
        String inbox = inbox();
        String body =
                "{\"to\":\"bob@example.org\",\"subject\":\"Hi\",\"text\":\"Hello\",\"inboxId\":\"" + inbox + "\"}";
        Answer answer = api.call(key, "POST", "/v1/messages/send", body);
        assertThat(answer.status()).isEqualTo(202);
        JsonNode sent = answer.data();
        assertThat(sent.get("id"))
                .isEqualTo(sent.get("message_id"))
                .isEqualTo(answer.json().get("id"));
        assertThat(sent.get("thread_id").asText()).startsWith("conv_");
        assertThat(sent.get("status").asText()).isEqualTo("queued");
        assertThat(sent.get("smtp_message_id").asText()).contains("@");
        assertThat(answer.json().at("/validation/duration_ms").isNumber()).isTrue();
        assertThat(answer.header("Idempotency-Replayed")).isNull();
        JsonNode stored = api.call(
                        key, "GET", "/v1/threads/" + sent.get("thread_id").asText() + "/messages")
                .data()
                .get(0);
        assertThat(stored.get("message_id")).isEqualTo(sent.get("id"));
        assertThat(stored.get("direction").asText()).isEqualTo("outbound");
    }

    @Test
    void sendShouldBeReplayedUnderTheSameKey() {
        String body =
                "{\"to\":[\"bob@example.org\"],\"subject\":\"Hi\",\"text\":\"Hello\",\"inbox_id\":\"" + inbox() + "\"}";
        Answer first = api.call(key, "POST", "/v1/messages/send", body, "Idempotency-Key", "k1");
        int queued = api.queued();
        Answer again = api.call(key, "POST", "/v1/messages/send", body, "Idempotency-Key", "k1");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(api.queued()).isEqualTo(queued);
        Answer other =
                api.call(key, "POST", "/v1/messages/send", body.replace("Hello", "Bye"), "Idempotency-Key", "k1");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("code").asText()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void sendShouldBeLimited() {
        String free = api.key("limited", "admin");
        String inbox = api.inbox(free, "limited").get("id").asText();
        String body =
                "{\"to\":\"bob@example.org\",\"subject\":\"Hi\",\"text\":\"Hello\",\"inbox_id\":\"" + inbox + "\"}";
        for (int i = 1; i <= 100; i++) {
            Answer answer = api.call(free, "POST", "/v1/messages/send", body);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(100 - i));
        }
        Answer refused = api.call(free, "POST", "/v1/messages/send", body);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After"))
                .isEqualTo(refused.json().get("retryAfter").asText());
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                     | to",
                "{\"to\":{}}                            | to[0]",
                "{\"to\":[1]}                           | to[0]",
                "{\"to\":[null]}                        | to[0]",
                "{\"to\":\"a@b.c\",\"headers\":[]}      | headers",
                "{\"to\":\"a@b.c\",\"headers\":{\"X\":1}} | headers.X",
                "{\"to\":\"a@b.c\",\"replyTo\":[{}]}    | reply_to[0]",
                "{\"to\":\"a@b.c\",\"subject\":[]}      | subject"
            })
    void sendShouldNameTheFieldThatIsWrong(String body, String path) {
        Answer answer = api.call(key, "POST", "/v1/messages/send", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/0/path").asText()).isEqualTo(path);
    }
}
