package io.jamesagents.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that is limited to one inbox, beside another inbox of the same organisation. */
class ReachTest {
    private static final String SECRET = "canary0f3a";
    private static TestingApi api;
    private static String limited;
    private static JsonNode own;
    private static JsonNode other;
    private static String ownThread;
    private static String otherThread;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        String admin = api.key("default", "admin");
        own = api.inbox(admin, "own");
        other = api.inbox(admin, SECRET);
        ownThread = api.thread(admin, own.get("id").asText(), "Mine").get("id").asText();
        otherThread =
                api.thread(admin, other.get("id").asText(), SECRET).get("id").asText();
        limited = api.call(
                        admin,
                        "POST",
                        "/v1/agent/api-keys",
                        "{\"name\":\"one\",\"permissions\":[\"admin\"],\"inbox_ids\":[\""
                                + own.get("id").asText() + "\"]}")
                .at("/apiKey");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static String filled(String text, JsonNode inbox, String thread) {
        return text.replace("{i}", inbox.get("id").asText())
                .replace("{d}", inbox.get("domain_id").asText())
                .replace("{t}", thread);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /v1/inboxes/{i}                               |",
                "PATCH  | /v1/inboxes/{i}                               | {\"name\":\"x\"}",
                "GET    | /v1/domains/{d}/inboxes/{i}                   |",
                "PUT    | /v1/domains/{d}/inboxes/{i}                   | {\"name\":\"x\"}",
                "GET    | /v1/threads?inbox_id={i}                      |",
                "GET    | /v1/threads/{t}                               |",
                "GET    | /v1/threads/{t}/messages                      |",
                "GET    | /v1/threads/{t}/metadata                      |",
                "PUT    | /v1/threads/{t}/status                        | {\"status\":\"closed\"}",
                "POST   | /v1/threads/{t}/tags                          | {\"tags\":[\"x\"]}",
                "PUT    | /v1/threads/{t}/assign                        | {\"assigned_to\":\"x\"}",
                "GET    | /v1/messages?inbox_id={i}                     |",
                "GET    | /v1/search/threads?q=hello&inbox_id={i}       |",
                "GET    | /v1/delivery/metrics?inbox_id={i}             |",
                "GET    | /v1/delivery/events?inbox_id={i}              |",
                "GET    | /v1/delivery/suppressions?inbox_id={i}        |",
                "GET    | /api/graph?inbox_ids={i}                      |",
                "POST   | /v1/messages/send | {\"to\":\"a@b.example\",\"subject\":\"s\",\"text\":\"t\",\"inbox_id\":\"{i}\"}",
                "POST   | /v1/messages/send | {\"to\":\"a@b.example\",\"subject\":\"s\",\"text\":\"t\",\"thread_id\":\"{t}\"}",
            })
    void otherInboxesShouldNotExist(String method, String path, String body) {
        Answer mine = api.call(
                limited, method, filled(path, own, ownThread), body == null ? null : filled(body, own, ownThread));
        assertThat(mine.status()).as(mine.response().body()).isIn(200, 202);
        Answer foreign = api.call(
                limited,
                method,
                filled(path, other, otherThread),
                body == null ? null : filled(body, other, otherThread));
        Answer random = api.call(
                limited,
                method,
                filled(path, own, "conv_0").replace(own.get("id").asText(), "i_0"),
                body == null
                        ? null
                        : filled(body, own, "conv_0").replace(own.get("id").asText(), "i_0"));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.response().body()).isEqualTo(random.response().body());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/inboxes",
        "/v1/domains",
        "/v1/domains/{d}",
        "/v1/domains/{d}/inboxes",
        "/v1/threads?domain_id={d}",
        "/v1/messages?domain_id={d}",
        "/v1/messages?sender=alice@sender.example",
        "/v1/search/threads?q=hello&domain_id={d}",
        "/v1/webhooks/deliveries",
        "/v1/webhooks/health",
        "/api/graph",
        "/v1/agent/api-keys",
    })
    void listsShouldHaveNothingOfOtherInboxes(String path) {
        Answer list = api.call(limited, "GET", filled(path, own, ownThread));
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.response().body())
                .doesNotContain(SECRET, other.get("id").asText(), otherThread);
    }

    @Test
    void whatConcernsTheWholeOrganisationShouldBeForbidden() {
        assertThat(api.call(limited, "POST", "/v1/inboxes", "{\"local_part\":\"more\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.call(limited, "PATCH", "/v1/agent/org", "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.call(limited, "GET", "/v1/audit").status()).isEqualTo(403);
    }

    @Test
    void fromShouldBeAnInboxWithinReach() {
        Answer answer = api.call(
                limited,
                "POST",
                "/v1/messages/send",
                "{\"to\":\"a@b.example\",\"subject\":\"s\",\"text\":\"t\",\"from\":\""
                        + other.get("address").asText() + "\"}");
        assertThat(answer.status()).isEqualTo(403);
    }
}
