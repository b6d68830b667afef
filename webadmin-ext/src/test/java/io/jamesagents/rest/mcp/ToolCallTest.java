package io.jamesagents.rest.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.rest.HttpSettings;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call of a tool does, and what it answers. */
class ToolCallTest {
    private static TestingApi api;
    private final String key = api.key("o" + UUID.randomUUID(), "admin");
    private final TestingMcp mcp = new TestingMcp(api, key);
    private final String inbox =
            api.inbox(key, "a" + UUID.randomUUID()).get("id").asText();

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start(new HttpSettings("127.0.0.1", 0, 2, 100, Duration.ofSeconds(5)));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private String ofInbox() {
        return "{\"inbox_id\":\"" + inbox + "\"}";
    }

    private static JsonNode refused(JsonNode result) {
        assertThat(result.get("isError").asBoolean()).as(result.toString()).isTrue();
        return Json.tree(TestingMcp.text(result));
    }

    @Test
    void answerOfTheApiShouldBeTextAndStructure() throws Exception {
        api.receive(inbox, "Grüße", "");
        JsonNode result = mcp.use("list_threads", ofInbox());
        Answer direct = api.call(key, "GET", "/v1/threads?inbox_id=" + inbox);
        assertThat(TestingMcp.text(result)).isEqualTo(direct.response().body());
        assertThat(result.get("structuredContent")).isEqualTo(direct.json());
        assertThat(result.at("/content/0/type").asText()).isEqualTo("text");
        assertThat(result.get("isError").asBoolean(true)).isFalse();
    }

    @Test
    void structureShouldBeLeftOutWhereTheVersionDoesNotKnowIt() {
        JsonNode result =
                mcp.post(TestingMcp.toolCall("list_inboxes", "{}")).json().get("result");
        assertThat(result.has("structuredContent")).isFalse();
        assertThat(TestingMcp.text(result)).contains(inbox);
    }

    @Test
    void mailShouldBeSentOnceForOneIdempotencyKey() {
        int before = api.queued();
        String arguments = "{\"inbox_id\":\"" + inbox
                + "\",\"to\":\"bob@example.org\",\"subject\":\"Hi\",\"text\":\"Hello\",\"idempotency_key\":\"k1\"}";
        JsonNode first = mcp.use("send_message", arguments);
        JsonNode second = mcp.use("send_message", arguments);
        assertThat(first.at("/structuredContent/data/id").asText()).startsWith("msg_");
        assertThat(second.get("structuredContent")).isEqualTo(first.get("structuredContent"));
        assertThat(api.queued()).isEqualTo(before + 1);
    }

    @Test
    void callShouldShowInTheAudit() {
        JsonNode made = mcp.use("create_api_key", "{\"name\":\"reader\",\"permissions\":[\"threads:read\"]}");
        assertThat(made.at("/structuredContent/apiKey").asText()).startsWith("comm_");
        assertThat(TestingMcp.text(mcp.use("list_audit", "{}")))
                .contains(made.at("/structuredContent/id").asText());
    }

    @Test
    void waitShouldEndWithTheMailWhenItComes() throws Exception {
        String cursor = mcp.use("get_event_cursor", "{}")
                .at("/structuredContent/data/cursor")
                .asText();
        CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(() -> mcp.use(
                "wait_for_mail", "{\"inbox_id\":\"" + inbox + "\",\"after\":\"" + cursor + "\",\"timeout\":\"20\"}"));
        api.receive(inbox, "Hello", "");
        JsonNode result = waiting.get(20, TimeUnit.SECONDS);
        assertThat(result.at("/structuredContent/data/subject").asText()).isEqualTo("Hello");
        assertThat(Json.tree(TestingMcp.text(result))).isEqualTo(result.get("structuredContent"));
        assertThat(result.get("isError").asBoolean(true)).isFalse();
    }

    @Test
    void waitShouldEndWithNothingWhenItsTimeIsOver() {
        JsonNode result = mcp.use("wait_for_mail", "{\"inbox_id\":\"" + inbox + "\",\"timeout\":1}");
        assertThat(result.at("/structuredContent/data").isNull()).isTrue();
        assertThat(result.at("/structuredContent/cursor").asText()).isNotEmpty();
    }

    @Test
    void manyWaitsShouldKeepNobodyWaiting() {
        CompletableFuture<?>[] waits = new CompletableFuture<?>[5];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = CompletableFuture.supplyAsync(() -> mcp.use(
                    "wait_for_mail", "{\"inbox_id\":\"" + inbox + "\",\"timeout\":3,\"subject_contains\":\"x\"}"));
        }
        assertThat(TestingMcp.text(mcp.use("list_inboxes", "{}"))).contains(inbox);
        CompletableFuture.allOf(waits).join();
    }

    @Test
    void refusalOfTheApiShouldBeAnErrorWithTheSameText() {
        String body = "{\"inbox_id\":\"" + inbox + "\",\"to\":\"bob@example.org\",\"text\":\"Hi\"}";
        JsonNode result = mcp.use("send_message", body);
        assertThat(TestingMcp.text(result))
                .isEqualTo(api.call(key, "POST", "/v1/messages/send", body)
                        .response()
                        .body());
        assertThat(refused(result).at("/details/0/path").asText()).isEqualTo("subject");
        assertThat(result.at("/structuredContent/error").asText()).isNotEmpty();
    }

    @Test
    void callShouldBeRefusedWhenItsArgumentsAreNotThoseOfTheTool() {
        assertThat(refused(mcp.use("read_thread", "{}")).get("error").asText()).isEqualTo("thread_id is required");
        assertThat(refused(mcp.use("read_thread", "{\"thread_id\":\" \"}"))
                        .get("error")
                        .asText())
                .isEqualTo("thread_id is required");
        assertThat(refused(mcp.use("list_inboxes", "{\"folder\":\"x\"}"))
                        .get("error")
                        .asText())
                .isEqualTo("There is no argument folder");
        assertThat(refused(mcp.use("list_threads", "{\"inbox_id\":[\"" + inbox + "\"]}"))
                        .get("error")
                        .asText())
                .isEqualTo("inbox_id must be a string");
        assertThat(refused(mcp.use("search_threads", "{\"q\":\"" + "a".repeat(40_000) + "\"}"))
                        .get("error")
                        .asText())
                .isEqualTo("The arguments are too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../../v1/agent/org", "x/metadata", "a?limit=1", "a;b=c", "%2e%2e", "{thread}"})
    void argumentShouldNotLeadToAnotherOperation(String id) {
        JsonNode refused = refused(mcp.use("get_thread", "{\"thread_id\":\"" + id + "\"}"));
        assertThat(refused.get("error").asText()).isEqualTo("Thread not found");
    }

    @Test
    void queryShouldArriveAsItWasGiven() throws Exception {
        api.receive(inbox, "Hello", "");
        assertThat(mcp.use("list_threads", "{\"inbox_id\":\"" + inbox + "\",\"limit\":1,\"cursor\":null}")
                        .at("/structuredContent/data"))
                .hasSize(1);
        assertThat(mcp.use("list_threads", "{\"inbox_id\":\"" + inbox + "\",\"tag\":\"a&b=c+d #%\"}")
                        .at("/structuredContent/data"))
                .isEmpty();
        mcp.use("add_suppression", "{\"email\":\"a+b@example.org\"}");
        JsonNode removed = mcp.use("remove_suppression", "{\"email\":\"a+b@example.org\"}");
        assertThat(removed.at("/structuredContent/ok").asBoolean())
                .as(removed.toString())
                .isTrue();
    }

    @Test
    void keyOfSomeInboxesShouldReachNoOthers() throws Exception {
        String other = api.inbox(key, "b" + UUID.randomUUID()).get("id").asText();
        api.receive(other, "Hello", "");
        String limited = api.call(
                        key,
                        "POST",
                        "/v1/agent/api-keys",
                        "{\"name\":\"limited\",\"permissions\":[\"read\"],\"inbox_ids\":[\"" + inbox + "\"]}")
                .at("/apiKey");
        TestingMcp reader = new TestingMcp(api, limited);
        assertThat(TestingMcp.text(reader.use("list_inboxes", "{}")))
                .contains(inbox)
                .doesNotContain(other);
        assertThat(refused(reader.use("list_threads", "{\"inbox_id\":\"" + other + "\"}"))
                        .get("error")
                        .asText())
                .isEqualTo("Inbox not found");
    }
}
