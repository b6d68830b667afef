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
        assertThat(row.get("max_attempts").asInt()).isEqualTo(10);
        assertThat(row.get("event_type").asText()).isEqualTo("inbound");
        assertThat(row.get("seq").asInt()).isEqualTo(1);
        assertThat(row.get("delivery_seq").asInt()).isEqualTo(1);
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
        assertThat(health.at("/endpoints/0/breaker").asText()).isEqualTo("closed");
        assertThat(health.at("/endpoints/0/failing_since").isNull()).isTrue();
    }

    @Test
    void replayShouldSayHowManyAreSentAgain() {
        String body = "{\"inboxId\":\"" + inbox + "\",\"status\":\"delivered\"}";
        JsonNode answer =
                api.call(key, "POST", "/v1/webhooks/deliveries/replay", body).json();
        assertThat(answer.at("/data/replayed").asInt(-1)).isZero();
        assertThat(answer.at("/replayed").asInt(-1)).isZero();
        assertThat(answer.at("/has_more").asBoolean(true)).isFalse();
        assertThat(answer.get("next_cursor").isNull()).isTrue();
        assertThat(api.call(api.key("other", "admin"), "POST", "/v1/webhooks/deliveries/replay", body)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void webhookShouldBeShownAsOffUntilItIsOnAgain() {
        // An organisation of its own: the health of the other one is remembered for some seconds.
        String own = api.key("off", "admin");
        String path = "/v1/inboxes/"
                + api.call(
                                own,
                                "POST",
                                "/v1/inboxes",
                                "{\"local_part\":\"off\",\"webhook\":{\"endpoint\":\"http://127.0.0.1:1/off\"}}")
                        .at("/data/id");
        JsonNode off = api.call(own, "PATCH", path, "{\"webhook\":{\"enabled\":false}}")
                .data();
        assertThat(off.at("/webhook/enabled").asBoolean(true)).isFalse();
        assertThat(off.at("/webhook/disabled_reason").asText()).isNotEmpty();
        JsonNode health = api.call(own, "GET", "/v1/webhooks/health").json();
        assertThat(health.at("/disabled/0/endpoint").asText()).isEqualTo("http://127.0.0.1:1/off");
        assertThat(health.at("/warnings/0").asText()).contains(off.get("id").asText());
        JsonNode on =
                api.call(own, "PATCH", path, "{\"webhook\":{\"enabled\":true}}").data();
        assertThat(on.at("/webhook/enabled").asBoolean()).isTrue();
        assertThat(on.at("/webhook/disabled_at").isNull()).isTrue();
    }

    @Test
    void secretShouldBeAnotherAfterItsRotation() {
        JsonNode made = api.call(
                        key,
                        "POST",
                        "/v1/inboxes",
                        "{\"local_part\":\"rotated\",\"webhook\":{\"endpoint\":\"http://127.0.0.1:1/\","
                                + "\"events\":[\"message.received\",\"email.bounced\",\"thread.updated\"]}}")
                .data();
        assertThat(made.at("/webhook/events")).isEqualTo(Json.tree("[\"inbound\",\"bounce\",\"thread.updated\"]"));
        String path = "/v1/inboxes/" + made.get("id").asText() + "/webhook/rotate-secret";
        JsonNode first = api.call(key, "POST", path, "{\"overlapSeconds\":0}").data();
        JsonNode second = api.call(key, "POST", path).data();
        assertThat(first.at("/webhook/secret").asText())
                .startsWith("whsec_")
                .isNotEqualTo(made.at("/webhook/secret").asText())
                .isNotEqualTo(second.at("/webhook/secret").asText());
        assertThat(first.at("/webhook/old_secret_until").isNull()).isTrue();
        assertThat(second.at("/webhook/old_secret_until").isTextual()).isTrue();
        assertThat(second.toString()).doesNotContain(first.at("/webhook/secret").asText());
    }

    @Test
    void webhookShouldBeRefusedForEventsThatThereAreNot() {
        Answer answer = api.call(
                key,
                "POST",
                "/v1/inboxes",
                "{\"local_part\":\"lost\",\"webhook\":{\"endpoint\":\"http://127.0.0.1:1/\","
                        + "\"events\":[\"email.opened\"]}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).contains("email.opened");
    }
}
