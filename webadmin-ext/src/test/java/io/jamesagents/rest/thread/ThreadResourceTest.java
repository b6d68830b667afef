package io.jamesagents.rest.thread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadResourceTest {
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

    private static String path() throws Exception {
        return "/v1/threads/"
                + api.thread(key, inbox(), "Hello").get("thread_id").asText();
    }

    @Test
    void summaryShouldHaveEveryField() throws Exception {
        String inbox = inbox();
        JsonNode thread = api.thread(key, inbox, "Hello");
        assertThat(thread.get("thread_id").asText()).matches("conv_[0-9a-f]{32}");
        assertThat(thread.get("id")).isEqualTo(thread.get("thread_id"));
        assertThat(thread.get("subject").asText()).isEqualTo("Hello");
        assertThat(thread.get("snippet").asText()).isEqualTo("Hello there.");
        assertThat(thread.get("message_count").isInt()).isTrue();
        assertThat(thread.get("has_attachments").isBoolean()).isTrue();
        assertThat(thread.get("last_direction").asText()).isEqualTo("inbound");
        assertThat(thread.get("inbox_id").asText()).isEqualTo(inbox);
        assertThat(thread.get("domain_id").asText()).startsWith("d_");
        assertThat(thread.get("last_message_at").asText()).endsWith("Z");
        assertThat(thread.get("first_message_at").asText()).endsWith("Z");
        assertThat(thread.get("status").asText()).isEqualTo("open");
        assertThat(thread.get("tags")).isEqualTo(Json.tree("[]"));
        assertThat(thread.get("assigned_to").isNull()).isTrue();
    }

    @Test
    void listShouldGoThroughAllPages() throws Exception {
        String inbox = inbox();
        for (int i = 0; i < 3; i++) {
            api.receive(inbox, "Subject " + i, "");
        }
        String list = "/v1/threads?limit=2&order=asc&inboxId=" + inbox;
        Answer first = api.call(key, "GET", list);
        assertThat(first.data()).hasSize(2);
        assertThat(first.json().get("has_more").asBoolean()).isTrue();
        Answer last = api.call(
                key, "GET", list + "&cursor=" + first.json().get("next_cursor").asText());
        assertThat(last.data()).hasSize(1);
        assertThat(last.data().get(0).get("subject").asText()).isEqualTo("Subject 2");
        assertThat(last.json().get("has_more").asBoolean()).isFalse();
        assertThat(last.json().get("next_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                               inbox_id",
        "inbox_id={i}&order=up,            order",
        "inbox_id={i}&cursor=x,            cursor",
        "inbox_id={i}&status=asleep,       status"
    })
    void listShouldNameTheParameterThatIsWrong(String query, String path) {
        Answer answer = api.call(key, "GET", "/v1/threads?" + query.replace("{i}", inbox()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/0/path").asText()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"limit=0, 1", "limit=-5, 1", "limit=100000000000000000000, 2", "limit=x, 2", "channel=email, 2"})
    void listShouldClampItsLimitAndIgnoreWhatItDoesNotKnow(String query, int rows) throws Exception {
        String inbox = inbox();
        api.receive(inbox, "One", "");
        api.receive(inbox, "Two", "");
        assertThat(api.call(key, "GET", "/v1/threads?inbox_id=" + inbox + "&" + query)
                        .data())
                .hasSize(rows);
    }

    @Test
    void listShouldBeFiltered() throws Exception {
        String inbox = inbox();
        String id = api.thread(key, inbox, "Hello").get("thread_id").asText();
        api.call(key, "PATCH", "/v1/threads/" + id, "{\"status\":\"waiting\",\"assignedTo\":\"bob\"}");
        api.call(key, "POST", "/v1/threads/" + id + "/tags", "{\"tags\":[\"vip\"]}");
        String list = "/v1/threads?inbox_id=" + inbox + "&";
        assertThat(api.call(key, "GET", list + "status=waiting&tag=vip&assigned_to=bob")
                        .data())
                .hasSize(1);
        assertThat(api.call(key, "GET", list + "status=open").data()).isEmpty();
        assertThat(api.call(key, "GET", list + "tag=other").data()).isEmpty();
        assertThat(api.call(key, "GET", list + "assignedTo=alice").data()).isEmpty();
    }

    @Test
    void metadataShouldBeBothBareAndInTheEnvelope() throws Exception {
        String path = path();
        JsonNode metadata = api.call(key, "GET", path + "/metadata").json();
        for (JsonNode form : new JsonNode[] {metadata, metadata.get("data")}) {
            assertThat(path).endsWith(form.get("thread_id").asText());
            assertThat(form.get("status").asText()).isEqualTo("open");
            assertThat(form.get("tags")).isEqualTo(Json.tree("[]"));
            assertThat(form.get("assigned_to").isNull()).isTrue();
            assertThat(form.get("updated_at").asText()).endsWith("Z");
        }
        JsonNode thread = api.call(key, "GET", path).json();
        assertThat(thread.get("subject")).isEqualTo(thread.at("/data/subject"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | /status      | {\"status\":\"needs_reply\"}",
                "PATCH  | /status      | {\"status\":\"closed\"}",
                "PUT    | /assign      | {\"assigned_to\":\"bob\"}",
                "PATCH  | /assign      | {\"assignedTo\":null}",
                "PATCH  | ''           | {\"assignedTo\":null}",
                "POST   | /tags        | {\"tags\":\"urgent, vip\"}",
                "POST   | /tags        | {\"tags\":[\"urgent\"]}",
                "DELETE | /tags        | {\"tags\":[\"urgent\",\"absent\"]}",
                "POST   | /tags/remove | {\"tags\":[\"urgent\"]}"
            })
    void changeShouldAnswerWithTheMetadata(String method, String route, String body) throws Exception {
        Answer answer = api.call(key, method, path() + route, body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().get("thread_id")).isEqualTo(answer.json().get("thread_id"));
    }

    @Test
    void changesShouldBeKept() throws Exception {
        String path = path();
        api.call(key, "PUT", path + "/status", "{\"status\":\"waiting\"}");
        api.call(key, "PUT", path + "/assign", "{\"assigned_to\":\"bob\"}");
        api.call(key, "POST", path + "/tags", "{\"tags\":\"urgent, vip\"}");
        api.call(key, "DELETE", path + "/tags", "{\"tags\":[\"urgent\"]}");
        JsonNode metadata = api.call(key, "GET", path + "/metadata").data();
        assertThat(metadata.get("status").asText()).isEqualTo("waiting");
        assertThat(metadata.get("assigned_to").asText()).isEqualTo("bob");
        assertThat(metadata.get("tags")).isEqualTo(Json.tree("[\"vip\"]"));
        api.call(key, "PUT", path + "/assign", "{\"assigned_to\":null}");
        assertThat(api.call(key, "GET", path).data().get("assigned_to").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | /status | {}                      | status",
                "PUT    | /status | {\"status\":\"done\"}   | status",
                "PUT    | /status | {\"status\":1}          | status",
                "PUT    | /assign | {}                      | assigned_to",
                "PUT    | /assign | {\"assignedTo\":7}      | assigned_to",
                "PUT    | /assign | {\"assigned_to\":\"\"}  | assigned_to",
                "PATCH  | ''      | {}                      | status",
                "POST   | /tags   | {}                      | tags",
                "POST   | /tags   | {\"tags\":[]}           | tags",
                "POST   | /tags   | {\"tags\":\" , \"}      | tags",
                "POST   | /tags   | {\"tags\":[1]}          | tags",
                "DELETE | /tags   | {}                      | tags"
            })
    void changeShouldNameTheFieldThatIsWrong(String method, String route, String body, String path) throws Exception {
        Answer answer = api.call(key, method, path() + route, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/0/path").asText()).isEqualTo(path);
    }
}
