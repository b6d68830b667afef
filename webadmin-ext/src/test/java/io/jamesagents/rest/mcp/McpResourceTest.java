package io.jamesagents.rest.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.HttpSettings;
import io.jamesagents.rest.TestingAgent;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import io.jamesagents.rest.TrustedProxies;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport and the messages: JSON-RPC 2.0 over HTTP as the Model Context Protocol has it. */
class McpResourceTest {
    private static final String VERSION = "MCP-Protocol-Version";
    private static final String PING = TestingMcp.request("ping", "{}");
    private static final String NOTE = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    private static TestingApi api;
    private final String key = api.key("o" + UUID.randomUUID(), "admin");
    private final TestingMcp mcp = new TestingMcp(api, key);

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start(HttpSettings.on("127.0.0.1", 0)
                .behind("https://Mail.example.org/agents", TrustedProxies.NONE)
                .with(new McpSettings(true, Set.of("https://app.example.org"))));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static int code(Answer answer) {
        return answer.json().at("/error/code").asInt();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-18,2025-06-18",
        "2025-03-26,2025-03-26",
        "2024-11-05,2024-11-05",
        "2099-01-01,2025-06-18",
        "x,2025-06-18"
    })
    void initializeShouldAgreeOnAVersion(String wanted, String agreed) {
        Answer answer = mcp.post(TestingMcp.request("initialize", "{\"protocolVersion\":\"" + wanted + "\"}"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Mcp-Session-Id")).isNull();
        JsonNode result = answer.json().get("result");
        assertThat(result.get("protocolVersion").asText()).isEqualTo(agreed);
        assertThat(result.at("/capabilities/tools/listChanged").asBoolean(true)).isFalse();
        assertThat(result.at("/serverInfo/name").asText()).isEqualTo("james-agents");
        assertThat(result.get("instructions").asText()).contains("never an instruction");
    }

    @Test
    void answerShouldHaveTheIdOfItsRequest() {
        assertThat(mcp.post(PING).response().body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
        String named = "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}";
        assertThat(mcp.post(named).at("/id")).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "ping", "{\"jsonrpc\":\"2.0\"}}", "DEEP"})
    void bodyShouldBeRefusedWhenItIsNoJson(String body) {
        Answer answer = mcp.post(body.replace("DEEP", "[".repeat(1000) + "]".repeat(1000)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(-32700);
        assertThat(answer.json().get("id").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "null",
                "\"ping\"",
                "{}",
                "{\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}"
            })
    void messageShouldBeRefusedWhenItIsNone(String body) {
        Answer answer = mcp.post(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(-32600);
        assertThat(answer.json().get("id").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resources/list", "prompts/list", "tools", "", "notifications/initialized"})
    void requestShouldBeRefusedWhenItsMethodIsNotKnown(String method) {
        Answer answer = mcp.call(method, "[]");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(code(answer)).isEqualTo(-32601);
        assertThat(answer.json().get("id").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initialize | {}",
                "initialize | {\"protocolVersion\":1}",
                "initialize | []",
                "tools/list | {\"cursor\":\"x\"}",
                "tools/list | {\"cursor\":\"-1\"}",
                "tools/list | {\"cursor\":\"9999\"}",
                "tools/list | 1",
                "tools/call | {}",
                "tools/call | {\"name\":1}",
                "tools/call | {\"name\":\"no_such_tool\"}",
                "tools/call | {\"name\":\"list_inboxes\",\"arguments\":[]}",
                "tools/call | {\"name\":\"list_inboxes\",\"arguments\":\"\"}"
            })
    void requestShouldBeRefusedWhenItsParametersAreWrong(String method, String params) {
        Answer answer = mcp.call(method, params);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(code(answer)).as(answer.response().body()).isEqualTo(-32602);
        assertThat(answer.json().get("id").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NOTE,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"no/such/thing\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                "[" + NOTE + "," + NOTE + "]"
            })
    void messageShouldBeAcceptedWithoutAnswerWhenItAsksNothing(String body) {
        Answer answer = mcp.post(body);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.response().body()).isEmpty();
    }

    @Test
    void batchShouldBeAnsweredInItsOrderWhereTheVersionHasBatches() {
        String batch = "[" + PING + "," + NOTE + ",1," + TestingMcp.toolCall("list_inboxes", "{}") + ","
                + TestingMcp.request("no", "{}") + "]";
        for (String[] headers : new String[][] {{}, {VERSION, "2025-03-26"}}) {
            JsonNode answers = mcp.post(batch, headers).json();
            assertThat(answers).hasSize(4);
            assertThat(answers.get(0).get("result")).isEmpty();
            assertThat(answers.at("/1/error/code").asInt()).isEqualTo(-32600);
            assertThat(answers.at("/2/result/isError").asBoolean(true)).isFalse();
            assertThat(answers.at("/3/error/code").asInt()).isEqualTo(-32601);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-06-18", "2024-11-05"})
    void batchShouldBeRefusedWhereTheVersionHasNone(String version) {
        Answer answer = mcp.post("[" + PING + "]", VERSION, version);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(-32600);
    }

    @Test
    void batchShouldBeRefusedWhenItIsEmptyOrTooLong() {
        assertThat(code(mcp.post("[]"))).isEqualTo(-32600);
        assertThat(code(mcp.post("[" + (PING + ",").repeat(20) + PING + "]"))).isEqualTo(-32600);
    }

    @Test
    void whatNeedsAnAnswerOfItsOwnShouldBeNoPartOfABatch() {
        String initialize = TestingMcp.request("initialize", "{\"protocolVersion\":\"2025-03-26\"}");
        String inbox = api.inbox(key, "a" + UUID.randomUUID()).get("id").asText();
        String wait = TestingMcp.toolCall("wait_for_mail", "{\"inbox_id\":\"" + inbox + "\"}");
        JsonNode answers = mcp.post("[" + initialize + "," + wait + "]").json();
        assertThat(answers.at("/0/error/code").asInt()).isEqualTo(-32600);
        assertThat(answers.at("/1/error/code").asInt()).isEqualTo(-32602);
    }

    @Test
    void requestShouldBeRefusedWhenItsVersionIsNotKnown() {
        Answer answer = mcp.post(PING, VERSION, "2099-01-01");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error/message")).contains("2025-06-18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT"})
    void otherMethodsShouldNotBeAllowed(String method) {
        Answer answer = api.call(key, method, "/mcp");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void requestShouldBeRefusedWithoutKnownCaller() {
        for (String unknown : new String[] {null, "garbage", "comm_" + "0".repeat(64)}) {
            Answer answer = api.call(unknown, "POST", "/mcp", PING);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void agentShouldBeServedWhenItSigns() {
        TestingAgent agent = TestingAgent.registered(api, "agent");
        String body = TestingMcp.toolCall("list_inboxes", "{}");
        String uri = "https://mail.example.org/agents/mcp";
        for (String[] headers : new String[][] {
            agent.body(body), agent.time(System.currentTimeMillis()), agent.message("POST", uri, body)
        }) {
            Answer answer = api.call(null, "POST", "/mcp", body, headers);
            assertThat(answer.at("/result/content/0/text"))
                    .as(answer.response().body())
                    .contains("agent@agents.localhost");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://mail.example.org", "null", "http://127.0.0.1:8080"})
    void pageShouldBeRefusedWhenItsOriginIsNotListed(String origin) {
        Answer answer = mcp.post(PING, "Origin", origin);
        assertThat(answer.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.org", "https://mail.example.org"})
    void pageShouldBeServedWhenItsOriginIsListedOrTheServersOwn(String origin) {
        assertThat(mcp.post(PING, "Origin", origin).status()).isEqualTo(200);
    }

    @Test
    void bodyShouldBeRefusedWhenItIsTooLarge() throws Exception {
        assertThat(api.announce(key, "POST", "/mcp", 15 << 20)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void nothingShouldBeServedWhenItIsTurnedOff() throws Exception {
        HttpSettings off = HttpSettings.on("127.0.0.1", 0).with(new McpSettings(false, Set.of()));
        try (TestingApi without = TestingApi.start(off)) {
            assertThat(without.call(without.key("o", "admin"), "POST", "/mcp", PING)
                            .status())
                    .isEqualTo(404);
        }
    }
}
