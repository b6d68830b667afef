package io.jamesagents.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jamesagents.Json;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import io.jamesagents.webhook.send.WebhookSignature;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebhookTrialTest {
    private static final List<String> HEADERS = new ArrayList<>();
    private static final List<byte[]> BODIES = new ArrayList<>();
    private static TestingApi api;
    private static HttpServer receiver;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/good", exchange -> answer(exchange, 204));
        receiver.createContext("/bad", exchange -> answer(exchange, 500));
        receiver.start();
    }

    @AfterAll
    static void stop() throws Exception {
        receiver.stop(0);
        api.close();
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (status < 300) {
            keep(exchange, body);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void keep(HttpExchange exchange, byte[] body) {
        BODIES.add(body);
        for (String name : List.of("x-commune-test", "x-commune-timestamp", "x-commune-signature")) {
            HEADERS.add(exchange.getRequestHeaders().getFirst(name));
        }
    }

    private static Answer fire(String inbox) {
        return api.call(key, "POST", "/v1/webhooks/test", "{\"inbox_id\":\"" + inbox + "\"}");
    }

    private static JsonNode inbox(String name, String path) {
        String endpoint = "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
        return api.call(
                        key,
                        "POST",
                        "/v1/inboxes",
                        "{\"local_part\":\"" + name + "\",\"webhook\":{\"endpoint\":\"" + endpoint + "\"}}")
                .data();
    }

    @Test
    void testShouldPostASignedBodyThatSaysThatItIsATest() {
        JsonNode inbox = inbox("good", "/good");
        Answer answer = fire(inbox.get("id").asText());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.at("/data/delivered")).isEqualTo("true");
        assertThat(answer.at("/data/status_code")).isEqualTo("204");
        byte[] body = BODIES.get(BODIES.size() - 1);
        JsonNode json = Json.tree(new String(body, StandardCharsets.UTF_8));
        assertThat(json.get("test").asBoolean()).isTrue();
        assertThat(json.at("/event/type").asText()).isEqualTo("email.received");
        assertThat(json.at("/message/metadata/inbox_address").asText())
                .isEqualTo(inbox.get("address").asText());
        List<String> headers = HEADERS.subList(HEADERS.size() - 3, HEADERS.size());
        assertThat(headers.get(0)).isEqualTo("true");
        assertThat(headers.get(2))
                .isEqualTo(WebhookSignature.of(inbox.at("/webhook/secret").asText(), headers.get(1), body));
        assertThat(api.call(key, "GET", "/v1/webhooks/deliveries").data()).isEmpty();
    }

    @Test
    void testShouldBeAboutWhatIsAskedFor() {
        String id = inbox("typed", "/good").get("id").asText();
        for (String type : List.of("bounce", "email.delivery_delayed", "complaint", "thread.updated")) {
            Answer answer = api.call(
                    key, "POST", "/v1/webhooks/test", "{\"inbox_id\":\"" + id + "\",\"event_type\":\"" + type + "\"}");
            byte[] body = BODIES.get(BODIES.size() - 1);
            JsonNode json = Json.tree(new String(body, StandardCharsets.UTF_8));
            assertThat(answer.at("/data/event_type"))
                    .isEqualTo(json.at("/event/type").asText());
            assertThat(json.get("test").asBoolean()).isTrue();
        }
    }

    @Test
    void testShouldTellWhatWentWrong() {
        Answer answer = fire(inbox("bad", "/bad").get("id").asText());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/data/delivered")).isEqualTo("false");
        assertThat(answer.at("/data/error")).startsWith("HTTP 500");
        assertThat(fire(api.inbox(key, "none").get("id").asText()).status()).isEqualTo(400);
        assertThat(fire("i_0").status()).isEqualTo(404);
        assertThat(api.call(key, "POST", "/v1/webhooks/test", "{}").status()).isEqualTo(400);
    }
}
