package io.jamesagents.rest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryResourceTest {
    private static TestingApi api;
    private static String key;
    private static String inbox;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
        inbox = api.call(
                        key,
                        "POST",
                        "/v1/inboxes",
                        "{\"local_part\":\"hooked\",\"webhook\":{\"endpoint\":\"http://127.0.0.1:1/hook\"}}")
                .data()
                .get("id")
                .asText();
        api.receive(inbox, "Hello", "");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void deliveryShouldBeListedUnderBothNames() {
        JsonNode answer = api.call(key, "GET", "/v1/webhooks/deliveries?inbox_id=" + inbox + "&status=pending")
                .json();
        assertThat(answer.get("data")).isEqualTo(answer.get("deliveries")).hasSize(1);
        assertThat(answer.get("total").asInt()).isEqualTo(1);
        assertThat(answer.get("has_more").asBoolean()).isFalse();
        JsonNode row = answer.at("/data/0");
        assertThat(row.get("delivery_id").asText()).startsWith("wdel_");
        assertThat(row.get("id")).isEqualTo(row.get("delivery_id"));
        assertThat(row.get("inbox_id").asText()).isEqualTo(inbox);
        assertThat(row.get("endpoint").asText()).isEqualTo("http://127.0.0.1:1/hook");
        assertThat(row.get("status").asText()).isEqualTo("pending");
        assertThat(row.get("attempt_count").asInt()).isZero();
        assertThat(row.get("max_attempts").asInt()).isEqualTo(8);
        for (String name : new String[] {
            "message_id",
            "created_at",
            "delivered_at",
            "dead_at",
            "last_error",
            "last_status_code",
            "delivery_latency_ms",
            "next_retry_at"
        }) {
            assertThat(row.has(name)).as(name).isTrue();
        }
    }

    @Test
    void deliveryShouldBeShownWithItsAttempts() {
        String id = api.call(key, "GET", "/v1/webhooks/deliveries").at("/data/0/id");
        JsonNode answer = api.call(key, "GET", "/v1/webhooks/deliveries/" + id).json();
        assertThat(answer.get("data")).isEqualTo(answer.get("delivery"));
        assertThat(answer.at("/data/id").asText()).isEqualTo(id);
        assertThat(answer.at("/data/attempts")).isEqualTo(Json.tree("[]"));
        assertThat(answer.at("/data/payload_hash").asText()).isNotEmpty();
        Answer foreign = api.call(api.key("other", "admin"), "GET", "/v1/webhooks/deliveries/" + id);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.response().body())
                .isEqualTo(api.call(key, "GET", "/v1/webhooks/deliveries/wdel_0")
                        .response()
                        .body());
        assertThat(api.call(key, "POST", "/v1/webhooks/deliveries/" + id + "/retry")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listShouldRefuseAnUnknownStatus() {
        Answer answer = api.call(key, "GET", "/v1/webhooks/deliveries?status=lost");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(api.call(key, "GET", "/v1/webhooks/deliveries?status=retrying")
                        .data())
                .isEmpty();
    }

    @Test
    void healthShouldCountEveryState() {
        JsonNode health = api.call(key, "GET", "/v1/webhooks/health").json();
        assertThat(health.get("totals"))
                .isEqualTo(Json.tree("{\"pending\":1,\"delivered\":0,\"failed\":0,\"dead\":0,\"retrying\":0}"));
        assertThat(health.get("success_rate").isNumber()).isTrue();
        assertThat(health.get("endpoints")).isEqualTo(health.at("/data/endpoints"));
    }
}
